import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type SimulatedTime, startSimulatedTemporal } from '../../simulation/simulatedTime';
import { searchAttributes, turnsWorkflowId } from '../../workflows/messages';
import { type ClockElsewhere, clockElsewhere } from '../support/clockElsewhere';
import { milestones } from '../../src/telemetry/milestones';

const ROOT = resolve(__dirname, '../..');
const LIFE_S = 300;
/** A token is replaced a minute before its end. */
const USED_MS = (LIFE_S - 60) * 1000;
/** Longer than a token lives: each tick is a renewal. */
const TICK_MS = 10 * 60_000;
/** A day. */
const TICKS = 24 * 6;
/** Above `info` in Pino's log. */
const WARNING = 40;

interface LogLine {
  level: number;
  msg: string;
  url?: string;
}

let folder: string;
let sandbox: Sandbox;
let time: SimulatedTime;
let clock: ClockElsewhere;
let ventana: ChildProcess;
const lines: LogLine[] = [];

/** A Monday ahead of real time, at 09:00. */
const morning = DateTime.now().setZone('Europe/Madrid').plus({ weeks: 2 }).startOf('week').set({ hour: 9 });
const label = (at: number): string => DateTime.fromMillis(at, { zone: morning.zone }).toFormat('ccc HH:mm');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ventana-day-'));
  const now = (): number => time?.now() ?? Date.now();
  sandbox = await startSandbox({ now, oauth: { tokenLifeSeconds: LIFE_S } });
  clock = await clockElsewhere(folder, () => time.watcher);
  time = await startSimulatedTemporal({
    cli: inject('temporalCli'),
    address: inject('temporalAddress'),
    searchAttributes: Object.values(searchAttributes),
    settled: () => sandbox.pending === 0,
    wakesOthers: (workflowId) => workflowId.startsWith(turnsWorkflowId('')),
    onMove: (offsetMs) => clock.move(offsetMs),
  });
  await time.advanceTo(morning.toMillis());
  sandbox.sendWebhooksTo(await npmStart());
});

afterAll(async () => {
  await stop();
  await time?.stop();
  await clock?.close();
  await sandbox?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The example policy, but for what goes by real time: requests per minute, and the sweep's Schedule. */
async function policyFile(): Promise<string> {
  const example = await readFile(join(ROOT, 'ventana.example.yaml'), 'utf8');
  const path = join(folder, 'ventana.yaml');
  const changed = example.replace(/(zendesk(?:Updates|Reads)PerMinute): \d+/g, '$1: 6000');
  await writeFile(path, changed.replace(/^sweep:\n(?: .*\n)*/m, 'sweep: off\n'));
  return path;
}

/**
 * Its whole environment: the OAuth client as the only way into Zendesk, the other vendor's keys, the webhooks' secrets,
 * and where everything is. @returns where it listens
 */
async function npmStart(): Promise<string> {
  const { PATH = '', HOME = folder } = process.env;
  const environment = {
    ...sandbox.env(),
    ...clock.environment,
    TEMPORAL_ADDRESS: time.address,
    TEMPORAL_NAMESPACE: time.namespace,
    VENTANA_POLICY: await policyFile(),
    VENTANA_DATA: folder,
    HOST: '127.0.0.1',
    PORT: '0',
  };
  expect(Object.keys(environment).filter((name) => name.startsWith('ZENDESK'))).toEqual([
    'ZENDESK_SUBDOMAIN',
    'ZENDESK_OAUTH_CLIENT_ID',
    'ZENDESK_OAUTH_CLIENT_SECRET',
    'ZENDESK_BASE_URL',
    'ZENDESK_WEBHOOK_SECRET',
    'ZENDESK_APP_SECRET',
  ]);
  // A process group of its own: npm and what it starts end together.
  ventana = spawn('npm', ['--silent', 'start'], {
    cwd: ROOT,
    env: { PATH, HOME, ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((listening, failed) => {
    createInterface(ventana.stdout!).on('line', (text) => {
      const line = text.startsWith('{') ? (JSON.parse(text) as LogLine) : { level: 0, msg: text };
      lines.push(line);
      if (line.msg === milestones.receiver) listening(line.url!);
    });
    ventana.once('exit', () => failed(new Error(`npm start ended: ${JSON.stringify(lines.slice(-5))}`)));
  });
}

async function stop(): Promise<void> {
  if (ventana?.pid === undefined || ventana.exitCode !== null || ventana.signalCode !== null) return;
  // Not `exit`: npm is gone before what it started.
  const ended = once(ventana, 'close');
  process.kill(-ventana.pid, 'SIGTERM');
  await ended;
}

it('A3 F1 R1 P1 npm start with nothing but an OAuth client works through a day on tokens of five minutes', async () => {
  const person = (name: string, n: number) => sandbox.addCustomer({ name, phone: `+3460012${1000 + n}` });
  const [ana, bea, carla] = [person('Ana', 1), person('Bea', 2), person('Carla', 3)];
  const from = sandbox.requests().length;

  // The agent waits for Ana's answer; Bea's conversation is reopened when its window has closed; Carla is written to first.
  const followUp = sandbox.customerWrites(ana, 'Hola').ticketId;
  const reopening = sandbox.customerWrites(bea, 'Hola').ticketId;
  const proactive = sandbox.addTicket({ requester: carla, channel: 'email', subject: 'Avería' });
  const acts: Record<string, () => void> = {
    'Mon 11:00'() {
      sandbox.agentReplies(followUp, '¿Puede darnos más datos?');
      sandbox.agentSets(followUp, 'pending');
    },
    'Mon 12:00': () => sandbox.agentAppliesMacro(proactive, 'WhatsApp::Avisar de incidencia'),
    'Tue 10:30': () => sandbox.agentAppliesMacro(reopening, 'WhatsApp::Reabrir conversación'),
  };
  const start = morning.plus({ hours: 2 }).toMillis();
  for (let tick = 0; tick <= TICKS; tick += 1) {
    const at = start + tick * TICK_MS;
    await time.advanceTo(at);
    acts[label(at)]?.();
    sandbox.customerWrites(person(`Cliente ${tick}`, 10 + tick), 'Hola');
  }
  await time.advanceTo(start + TICKS * TICK_MS + TICK_MS);

  const templates = [ana, bea, carla].map((it) =>
    sandbox.received(it).flatMap((got) => (got.kind === 'template' ? [`${label(got.at)} ${got.name}`] : [])),
  );
  expect(templates).toEqual([
    ['Tue 11:00 consulta_pendiente'],
    ['Tue 10:30 consulta_reabierta'],
    ['Mon 12:00 consulta_incidencia'],
  ]);

  const made = sandbox.requests().slice(from);
  expect(made.filter(({ status }) => status === 401 || status === 403)).toEqual([]);
  const asked = made.filter(({ path }) => path === '/oauth/tokens').map((it) => it.at);
  const gaps = asked.slice(1).map((it, index) => it - (asked[index] ?? 0));
  expect(asked.length).toBeGreaterThanOrEqual(TICKS);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(USED_MS);

  await stop();
  expect(lines.map(({ msg }) => msg)).toContain('stopping');
  expect(lines.filter(({ level }) => level >= WARNING)).toEqual([]);
});
