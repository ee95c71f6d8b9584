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
import { createDemoLedger } from './ledger';
import { writePast } from './past';
import { BEGINNING, END, play, type Played } from './play';
import { startPlayground } from './playground/playground';
import { accountOf, listUrl } from './playground/scene';
import { createProgress } from './progress';
import { stories } from './stories';
import { MARGIN, tell, wrap } from './tell';
import { comingWeek, say, type Week } from './week';

const USAGE = `npm run demo              plays the cases, then opens the playground and Temporal's UI until Ctrl-C
npm run demo -- --once    ends when they are played (also without a terminal)
npm run demo -- --play    opens the playground at once, on an empty Monday at 09:00

Exits with 0 if every outcome is as promised, else with 1.`;

const ROOT = join(__dirname, '..');
const MAX_WIDTH = 110;
const UI_PORT = 8233;
const PLAYGROUND_PORT = 8234;
const INTERRUPTED = 130;

const { env, stdout, stderr } = process;
const paint = createColors(wantsColours(stdout));
const progress = createProgress(stderr);
const width = Math.min(stdout.columns || MAX_WIDTH, MAX_WIDTH);
const print = (text = ''): void => void stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const mode = readArguments();
  if (typeof mode === 'number') return mode;
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
  const startAt = week.at(mode === 'play' ? 'Mon 09:00' : BEGINNING);
  const ledger = createDemoLedger(log);
  const world = await startWorld({
    cli,
    address,
    policy,
    startAt,
    ledger: ledger.open,
    reports: ledger.place,
    log,
    uiPort: UI_PORT,
  });
  try {
    await writePast(ledger.place, accountOf(world), startAt);
    let wrong = 0;
    if (mode !== 'play') {
      const played = await Promise.race([interrupted, playAll(world, week)]);
      if (!played) return INTERRUPTED;
      wrong = report(played, week, world, Date.now() - started);
      if (wrong > 0) logLines.forEach((line) => stderr.write(line));
    }
    if (mode !== 'once') await keepOpen(world, interrupted);
    return wrong > 0 ? 1 : 0;
  } finally {
    progress.end('Stopping ...');
    await world.close();
    ledger.remove();
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

/** `play`: the playground without the stories; `both`: after them. */
type Mode = 'once' | 'play' | 'both';

/** @returns the exit code of a process that has nothing to play */
function readArguments(): Mode | number {
  try {
    const on = { type: 'boolean' } as const;
    const { values } = parseArgs({ options: { once: on, play: on, help: { ...on, short: 'h' } } });
    if (values.help) print(USAGE);
    if (values.help) return 0;
    if (values.play) return 'play';
    return values.once === true || !stdout.isTTY ? 'once' : 'both';
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

/** The playground, until Ctrl-C. */
async function keepOpen(world: World, interrupted: Promise<unknown>): Promise<void> {
  const failed = (error: unknown): void => void stderr.write(`${String(error)}\n`);
  const playground = await startPlayground({ world, port: PLAYGROUND_PORT, failed });
  progress.clear();
  invite(world, playground.url);
  await interrupted;
  await playground.close();
}

function invite(world: World, playground: string): void {
  const { time } = world;
  const all = listUrl(world) ?? `namespace ${time.namespace} of ${time.address}`;
  const advice =
    'Each ticket is a workflow: the tab "User Metadata" says in words where it stands, what comes next and why. (The chart on "Timeline" ' +
    'ends at the real time, so everything that happened in simulated time is at its right edge.)';
  print(`
${paint.bold('Now play by hand')}: you are the customer and the agent, and the clock is yours.

  the playground     ${paint.bold(playground)}
  Temporal's UI      ${all}

${wrap(advice, width - 2, MARGIN).join('\n')}

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
