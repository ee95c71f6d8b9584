import { type Sandbox, startSandbox } from '../../sandbox';
import { inOrder, mostWithin, round } from '../numbers';
import type { Measured, Opening } from '../result';
import type { Setting } from '../setting';
import { examplePolicy } from '../support/policies';
import { openTemporal } from '../support/temporal';
import { startWorker } from '../support/ventanaProcess';
import type { Usage } from '../support/answering';
import { officeOpening } from './office';
import { paceFor, rates } from './pace';
import { allArrived, anyTime, changePolicy, openByHints, UNHINDERED, type Waiting } from './world';

const ACCOUNT = 'bench-opening';
const GOAL = 1.1;
const TICKETS = 5_000;
const MOST_MB = 600;
/** The default number of updates per minute. Each reopening takes one. */
const DEFAULT_PER_MINUTE = 50;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CHECK_EVERY_MS = 1_000;
const PREPARED_MS = MINUTE_MS + 15_000;
/** Zendesk's limit divided by the share that Ventana uses by default: 100 and 50 a minute. */
const ZENDESK_BY_OURS = 2;

/**
 * Monday 09:00: customers wrote while the office was closed, and their windows have closed too. At the opening each
 * gets the reopening message in its turn. Measures how long all of them take compared with the ideal (tickets divided
 * by pace), whether a vendor answers 429, and whether the oldest go first.
 */
export async function opening(setting: Setting): Promise<Measured<Opening>> {
  const [wanted, openFor] = setting.quick ? [40, 20_000] : [TICKETS, setting.alone ? 300_000 : 25_000];
  const office = officeOpening(Date.now() + openFor + PREPARED_MS);
  const policyAt = (perSecond: number): string =>
    examplePolicy(
      ...anyTime,
      ...rates(perSecond),
      ['hours: zendesk', `hours: ${office.hours}`],
      ['mode: agent', 'mode: automatic'],
    );
  // Zendesk's limit is set once the pace is known. Until then, while the tickets are opened, there is no limit.
  const rateLimits = { zendeskUpdatesPerMinute: Infinity };
  const sandbox = await startSandbox({ rateLimits });
  const temporal = await openTemporal(setting);
  const policy = policyAt(UNHINDERED);
  const worker = await startWorker(setting, { sandbox, env: temporal.env, account: ACCOUNT, policy });
  try {
    const all = waitingTickets(sandbox, wanted);
    const { opened, perSecond: openedPerSecond } = await openByHints(temporal, sandbox, ACCOUNT, all, openFor);
    const perSecond = paceFor(openedPerSecond);
    setting.say(`  ${opened.length} tickets open, ${openedPerSecond.toFixed(1)} a second; pace ${perSecond} a second`);
    await changePolicy(setting, ACCOUNT, policyAt(perSecond));
    rateLimits.zendeskUpdatesPerMinute = perSecond * 60 * ZENDESK_BY_OURS;
    const { opensAt } = office;
    const calls = watchCalls(sandbox);
    const patience = opensAt + MINUTE_MS + (3_000 * opened.length) / perSecond;
    const arrivedAt = await allArrived(sandbox, opened, opensAt - MINUTE_MS, patience);
    const { peakMb } = await worker.ask<Usage>('usage');
    return measured(opened, arrivedAt, { opensAt, perSecond, peakMb, ...calls.stop() });
  } finally {
    await worker.stop();
    await temporal.stop(ACCOUNT);
    await sandbox.close();
  }
}

/**
 * Each customer wrote at a different time, between thirty and twenty-six hours before now: by the opening every window
 * has closed, and the office was closed throughout.
 */
function waitingTickets(sandbox: Sandbox, count: number): Waiting[] {
  const from = Date.now() - 30 * HOUR_MS;
  const moments = Array.from({ length: count }, (_, n) => from + Math.floor((n * 4 * HOUR_MS) / count));
  return moments
    .map((wroteAt) => ({ wroteAt, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ wroteAt }, n) => {
      const customer = sandbox.addCustomer({ name: 'Ana Ruiz', phone: `+346${String(20_000_000 + n)}` });
      const { ticketId } = sandbox.customerWrites(customer, 'Hola', { at: wroteAt, webhook: false });
      return { customer, ticketId, wroteAt };
    });
}

interface Calls {
  /** Answers 429. */
  refused: number;
  /** Requests to Zendesk in the minute that had most of them. */
  worstMinute: number;
}

/** Counts what vendors are asked. The sandbox's log drops the oldest calls, so it is read often. */
function watchCalls(sandbox: Sandbox): { stop(): Calls } {
  let seenUntil = Date.now();
  let refused = 0;
  const zendeskAt: number[] = [];
  const look = (): void => {
    const now = Date.now();
    const calls = sandbox.requests().filter(({ at }) => at >= seenUntil && at < now);
    refused += calls.filter(({ status }) => status === 429).length;
    zendeskAt.push(...calls.filter(({ vendor }) => vendor === 'zendesk').map(({ at }) => at));
    seenUntil = now;
  };
  const timer = setInterval(look, CHECK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { refused, worstMinute: mostWithin(zendeskAt, MINUTE_MS) };
    },
  };
}

interface Played extends Calls {
  opensAt: number;
  perSecond: number;
  peakMb: number;
}

function measured(
  opened: readonly Waiting[],
  arrivedAt: readonly number[],
  { opensAt, perSecond, peakMb, refused: rateLimited, worstMinute }: Played,
): Measured<Opening> {
  const ideal = opened.length / perSecond;
  const took = (Math.max(...arrivedAt) - opensAt) / 1000;
  const bySending = opened
    .map(({ wroteAt }, index) => ({ wroteAt, sentAt: arrivedAt[index] ?? 0 }))
    .sort((a, b) => a.sentAt - b.sentAt);
  const result: Opening = {
    ratio: round(took / ideal, 2),
    rateLimited,
    worstMinute,
    workerMb: round(peakMb),
    tickets: opened.length,
    perSecond,
    inOrder: round(inOrder(bySending.map(({ wroteAt }) => wroteAt)), 3),
    defaultMinutes: TICKETS / DEFAULT_PER_MINUTE,
  };
  return {
    result,
    rows: [
      {
        what: `${opened.length} reopenings due at one opening, ${perSecond} a second: time by the ideal`,
        ventana: `${result.ratio} (${round(took)} s)`,
        beside: `${round(ideal)} s ideal`,
        goal: `≤ ${GOAL}`,
        holds: result.ratio <= GOAL,
      },
      {
        what: `- answers 429, Zendesk's limit set to ${perSecond * 60 * ZENDESK_BY_OURS} updates a minute`,
        ventana: String(rateLimited),
        goal: '0',
        holds: rateLimited === 0,
      },
      { what: '- requests to Zendesk in the worst minute', ventana: String(worstMinute) },
      {
        what: '- worker at its peak',
        ventana: `${result.workerMb} MB`,
        goal: `< ${MOST_MB} MB`,
        holds: peakMb < MOST_MB,
      },
      {
        what: '- pairs of customers of which the one who wrote first was first',
        ventana: `${round(result.inOrder * 100)} %`,
      },
      {
        what: `- the last of ${TICKETS} customers at the default ${DEFAULT_PER_MINUTE} a minute, by arithmetic`,
        ventana: `${result.defaultMinutes} min after the opening`,
      },
    ],
  };
}
