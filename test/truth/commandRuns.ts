/** The account of any size, read back by the commands themselves. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Why } from '../../src/audit/facts';
import { most } from '../chaos/worstMinute';
import { DAY } from '../support/madrid';
import { drawLives } from './account';
import { auditDifferences, auditRows, type AuditSaid } from './auditRows';
import { type CommandRun, runCommand } from './command';
import { ledgerDifferences } from './ledgerRows';
import { mondayBefore, orderOf, spanOf } from './order';
import { type PastAccount, pastAccount } from './pastAccount';
import { record } from './recorded';
import type { Difference } from './rows';

export interface Part {
  what: string;
  tickets: number;
  rows: number;
  differences: Difference[];
  /** What else is to be said. */
  figures: string;
  /** Anything but differences that must not be. */
  wrong: string[];
}

export interface Size {
  tickets: number;
  seed: number;
}

const ROOT = resolve(__dirname, '../..');
/** As fast as this machine can: an account's own rate would take hours. */
const READS_A_MINUTE = 60_000;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The example policy, but as fast as that, and without a limit: a held back reminder would not be the truth's. */
function writePolicy(path: string): void {
  const example = readFileSync(join(ROOT, 'ventana.example.yaml'), 'utf8');
  const fast = example.replace(/(zendeskReadsPerMinute): \d+/, `$1: ${READS_A_MINUTE}`);
  writeFileSync(path, fast.replace(/(templatesPerDay): \d+/, '$1: 1000000'));
}

function environment(name: string, account: Pick<PastAccount, 'folder' | 'sandbox'>): Record<string, string> {
  const folder = join(account.folder, name);
  mkdirSync(folder, { recursive: true });
  const policy = join(folder, 'ventana.yaml');
  writePolicy(policy);
  return { ...account.sandbox.env(), VENTANA_DATA: folder, VENTANA_POLICY: policy, LEDGER_URL: 'file' };
}

interface Twice {
  runs: CommandRun[];
  requests: number;
  /** The most to Zendesk in a minute. */
  worst: number;
  /** Tickets whose audits were read. */
  read: number;
}

/** Runs it until half of the tickets are read, kills it, and runs it again to its end. */
async function withKill(account: PastAccount, args: string[], env: Record<string, string>): Promise<Twice> {
  const { sandbox, known } = account;
  const before = sandbox.requests().length;
  const audits = (): number =>
    sandbox
      .requests()
      .slice(before)
      .filter(({ path }) => path.endsWith('/audits')).length;
  // Each ticket costs three: its audits, its messages, its customer's country.
  const half = before + 1.5 * known.length;
  const killed = await runCommand({ args, env, dies: () => sandbox.requests().length >= half });
  const whole = await runCommand({ args, env });
  const made = sandbox.requests().slice(before);
  const zendesk = made.filter(({ vendor }) => vendor === 'zendesk');
  return { runs: [killed, whole], requests: made.length, worst: most(zendesk), read: audits() };
}

/** Four readers: each may have had a ticket in hand when it was killed; and a line may have been cut. */
const READ_TWICE = 5;

function wrongIn({ runs: [killed, whole], worst, read }: Twice, known: number): string[] {
  return [
    ...(killed?.code === null ? [] : [`the first run was not killed: ${killed?.stderr.slice(-500)}`]),
    ...(whole?.code === 0 ? [] : [`it ended with ${whole?.code}: ${whole?.stderr.slice(-500)}`]),
    ...(worst > READS_A_MINUTE ? [`${worst} requests in a minute, of ${READS_A_MINUTE}`] : []),
    ...(read > known + READ_TWICE ? [`${read - known} tickets were read twice`] : []),
  ];
}

const figuresOf = ({ runs, requests, worst, read }: Twice): string =>
  `killed after ${runs[0]?.seconds} s, then ${runs[1]?.seconds} s; ${Math.max(...runs.map((it) => it.megabytes))} MB; ` +
  `${requests} requests, ${read} tickets' audits, worst minute ${worst} of ${READS_A_MINUTE}`;

export async function auditRun({ tickets, seed }: Size): Promise<Part> {
  const order = orderOf(tickets, seed, false, mondayBefore(Date.now()));
  const account = await pastAccount(order, { goesOn: true });
  try {
    const env = environment('audit', account);
    const twice = await withKill(account, ['audit', '--json', '--since', dayOf(spanOf(order).since)], env);
    const { known } = account;
    const differences = auditDifferences(known, saidIn(twice.runs[1]?.stdout ?? ''));
    const part = { what: 'audit over HTTP', tickets: known.length, rows: auditRows(known), differences };
    return { ...part, figures: figuresOf(twice), wrong: wrongIn(twice, known.length) };
  } finally {
    await account.close();
  }
}

export async function rebuildRun({ tickets, seed }: Size): Promise<Part> {
  const order = orderOf(tickets, seed, true, mondayBefore(Date.now()));
  const account = await pastAccount(order, { goesOn: true });
  try {
    const env = environment('rebuild', account);
    const args = ['ledger', 'rebuild', '--since', dayOf(spanOf(order).since)];
    const twice = await withKill(account, args, env);
    const { known } = account;
    const place = { type: 'file', folder: join(env['VENTANA_DATA'] ?? '', 'ledger') } as const;
    const rows = await account.rowsIn({ place });
    const { expected, differences } = ledgerDifferences(known, rows, { knows: 'records', toleranceMs: 0 });
    const part = { what: 'ledger rebuild', tickets: known.length, rows: expected, differences };
    return { ...part, figures: figuresOf(twice), wrong: wrongIn(twice, known.length) };
  } finally {
    await account.close();
  }
}

const MINUTE_S = 60;

/** @param folder for its file */
export async function recordedRun({ tickets, seed }: Size, folder: string): Promise<Part> {
  const order = orderOf(tickets, seed, false, mondayBefore(Date.now()));
  const { since, end } = spanOf(order);
  const known = record(drawLives(order), {
    ...{ path: join(folder, 'audit', 'acme.jsonl'), account: 'acme', since: since - DAY, readAt: end },
  });
  const none = 'https://acme.zendesk.com';
  const env = { ZENDESK_SUBDOMAIN: 'acme', ZENDESK_OAUTH_CLIENT_ID: 'none', ZENDESK_OAUTH_CLIENT_SECRET: 'none' };
  const keys = {
    SUNSHINE_APP_ID: 'none',
    SUNSHINE_KEY_ID: 'none',
    SUNSHINE_KEY_SECRET: 'none',
    ZENDESK_BASE_URL: none,
  };
  const args = ['audit', '--offline', '--json', '--since', dayOf(since)];
  const policy = join(folder, 'ventana.yaml');
  writePolicy(policy);
  const run = await runCommand({ args, env: { ...env, ...keys, VENTANA_DATA: folder, VENTANA_POLICY: policy } });
  const wrong = [
    ...(run.code === 0 ? [] : [`it ended with ${run.code}: ${run.stderr.slice(-800)}`]),
    // On a busy machine it gets less than the two processors that it would use.
    ...(Math.min(run.seconds, run.cpuSeconds) < MINUTE_S ? [] : [`it took ${run.seconds} s`]),
  ];
  const differences = run.code === 0 ? auditDifferences(known, saidIn(run.stdout)) : [];
  const part = { what: 'recorded account', tickets: known.length, rows: auditRows(known), differences };
  return { ...part, figures: `${run.seconds} s, ${run.cpuSeconds} s of CPU, ${run.megabytes} MB`, wrong };
}

/** The document for programs, with its times as they were. */
function saidIn(stdout: string): AuditSaid {
  const times = (key: string, value: unknown): unknown =>
    ['at', 'openedAt', 'answeredAt'].includes(key) && typeof value === 'string' ? Date.parse(value) : value;
  type Document = Omit<AuditSaid, 'unknown'> & { unknown: { ticket: string; why: Why }[] };
  const { unknown, ...said } = JSON.parse(stdout, times) as Document;
  return { ...said, unknown: unknown.map(({ ticket: id, why }) => ({ id, stamp: '', why })) };
}
