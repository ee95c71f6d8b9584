import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createColors } from 'picocolors';
import { startWorld, type World } from '../simulation/world';
import { wantsColours } from '../src/operator/terminal/colours';
import { createLog } from '../src/telemetry/log';
import { cliCacheFolders, findTemporalCli } from '../src/embedded/cli';
import { installRuntimeLog } from '../src/temporal/runtimeLog';
import { checksOf, holds } from './checks';
import { BEGINNING, END, play, type Played } from './play';
import { createProgress } from './progress';
import { stories } from './stories';
import { MARGIN, tell, wrap } from './tell';
import { comingWeek, say, type Week } from './week';

const USAGE = `npm run demo              plays the cases, then keeps Temporal's UI open until Ctrl-C
npm run demo -- --once    ends when they are played (also without a terminal)

Exits with 0 if every outcome is as promised, else with 1.`;

const ROOT = join(__dirname, '..');
const MAX_WIDTH = 110;
const UI_PORT = 8233;
const INTERRUPTED = 130;

const { env, stdout, stderr } = process;
const paint = createColors(wantsColours(stdout));
const progress = createProgress(stderr);
const width = Math.min(stdout.columns || MAX_WIDTH, MAX_WIDTH);
const print = (text = ''): void => void stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const once = readArguments();
  if (typeof once === 'number') return once;
  const logLines: string[] = [];
  const log = createLog('warn', { write: (line) => void logLines.push(line) });
  installRuntimeLog(log);

  const cli = await findTemporalCli({
    givenPath: env['TEMPORAL_CLI_PATH'],
    pinnedOnly: true,
    cacheFolders: cliCacheFolders(join(ROOT, '.ventana'), env['XDG_CACHE_HOME']),
    onProgress: (line) => progress.step(line),
  });
  const interrupted = interruption();
  progress.step('Starting Temporal, Ventana and a simulated Zendesk and WhatsApp ...');
  const started = Date.now();
  const week = comingWeek(started);
  const policy = readFileSync(join(ROOT, 'ventana.example.yaml'), 'utf8');
  const address = env['TEMPORAL_ADDRESS'];
  const world = await startWorld({ cli, address, policy, startAt: week.at(BEGINNING), log, uiPort: UI_PORT });
  try {
    const played = await Promise.race([interrupted, playAll(world, week)]);
    if (!played) return INTERRUPTED;
    const wrong = report(played, week, world, Date.now() - started);
    if (wrong > 0) logLines.forEach((line) => stderr.write(line));
    if (!once) {
      invite(world, week);
      await interrupted;
    }
    return wrong > 0 ? 1 : 0;
  } finally {
    progress.end('Stopping ...');
    await world.close();
    progress.clear();
  }
}

async function playAll(world: World, week: Week): Promise<Played[]> {
  progress.step(`Playing ${stories.length} cases between ${say(week.at(BEGINNING))} and ${say(week.at(END))} ...`);
  const played = await play(world, stories, week, (at, { customer }) =>
    progress.tick(`Playing: ${say(at)}  ${customer.name}`),
  );
  progress.clear();
  return played;
}

/** @returns whether to end after the stories, or the exit code of a process that has nothing to play */
function readArguments(): boolean | number {
  try {
    const { values } = parseArgs({ options: { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help) print(USAGE);
    return values.help ? 0 : values.once === true || !stdout.isTTY;
  } catch (error) {
    stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    return 2;
  }
}

/** Resolves at Ctrl-C or SIGTERM. A second Ctrl-C, more than a second later, exits at once; the server ends with us. */
const interruption = (): Promise<undefined> =>
  new Promise((resolve) => {
    let first = 0;
    const stop = (): void => {
      if (first > 0 && Date.now() - first > 1_000) process.exit(INTERRUPTED);
      if (first > 0) return;
      first = Date.now();
      progress.end('Stopping ...');
      // Whatever is still being played now loses its server and vendors. Its failures, and those of calls in progress,
      // mean nothing.
      process.on('uncaughtException', () => undefined).on('unhandledRejection', () => undefined);
      resolve(undefined);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });

function introduce(week: Week): void {
  const intro =
    `${stories.length} customers and their tickets, from ${say(week.at(BEGINNING))} to ${say(week.at(END))}, Madrid time. The office is open Monday to Friday, ` +
    '09:00-18:00. Ventana, Temporal and every HTTP call are real; Zendesk, WhatsApp and the clock are not.';
  print(`${wrap(intro, width).join('\n')}\n`);
}

/** @returns how many outcomes differ from what was promised */
function report(played: Played[], week: Week, { sandbox }: World, tookMs: number): number {
  introduce(week);
  const told = played.map((it) => ({ played: it, checks: checksOf(it, week) }));
  for (const it of told) print(`${tell(it.played, it.checks, week, paint, width)}\n`);
  const checks = told.flatMap((it) => it.checks);
  const right = checks.filter(holds).length;
  const summary = `${right} of ${checks.length} outcomes as promised`;
  print(right === checks.length ? paint.bold(paint.green(summary)) : paint.bold(paint.red(summary)));
  const calls = `${sandbox.webhooks().length} webhooks in, ${sandbox.requests().length} calls to Zendesk and WhatsApp out`;
  print(paint.dim(`${calls}, ${Math.round(tookMs / 1000)} s`));
  return checks.length - right;
}

function invite({ time }: World, week: Week): void {
  if (time.uiUrl === undefined) {
    print(
      `All of it is in the namespace ${time.namespace} of ${time.address}. Ctrl-C stops everything and deletes it.`,
    );
    return;
  }
  const filter = (query: string): string => `${time.uiUrl}?query=${encodeURIComponent(query)}`;
  const advice =
    `The time there is ${say(week.at(END))}. Each ticket is a workflow: the tab "User Metadata" says in words where it stands, what comes next and ` +
    'why; the tab "Event History" shows what happened when. (The chart on "Timeline" ends at the real time, so everything that happened in ' +
    'simulated time is at its right edge.)';
  print(`
${paint.bold("Temporal's UI")}
${wrap(advice, width - 2, MARGIN).join('\n')}

  all tickets                     ${time.uiUrl}
  VentanaStage = "contacted"      ${filter('VentanaStage = "contacted"')}
  VentanaNextAction = "warning"   ${filter('VentanaNextAction = "warning"')}

Ctrl-C stops everything.`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    progress.clear();
    stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
