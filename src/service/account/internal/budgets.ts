import { VendorError } from '../../../../activities/vendorError';
import type { Rates } from '../../../policy/policyConfig';
import type { Log } from '../../../telemetry/log';
import type { BudgetMetrics } from '../../../telemetry/metrics/budgetMetrics';
import type { ZendeskGate } from '../../../vendors/zendesk/transport';
import { createLine, type Line } from './line';
import type { Peers } from '../../../temporal/peers';

/** An account's budgets in this process. */
export interface Budgets {
  zendesk: ZendeskGate;
  sends: Line;
}

export interface BudgetParts {
  account: string;
  rates: () => Rates;
  peers: Peers;
  metrics: Pick<BudgetMetrics, 'budgetWait' | 'budgetRefusals'>;
  log: Pick<Log, 'warn'>;
  /** ms by a clock that nobody sets. */
  now: () => number;
}

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
/** Ticket, audits and requester. */
const READS_OF_A_TRUTH = 3;
const HOUR_MS = 3_600_000;
/** The pause (ms) after a 429 that names none, as Zendesk's own Ruby client makes it; it doubles while they go on. */
const PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;

export function createBudgets({ account, rates, peers, metrics, log, now }: BudgetParts): Budgets {
  const line = (
    budget: string,
    vendor: VendorError['vendor'],
    limit: () => number,
    { spanMs = MINUTE_MS, ofATicket = 1 } = {},
  ): Line =>
    createLine({
      ...{ vendor, limit, spanMs, ofATicket, peers, now },
      onWait: (urgency, ms) => metrics.budgetWait.observe({ account, budget, urgency }, ms / 1000),
      onRefusal: (urgency) => metrics.budgetRefusals.inc({ account, budget, urgency }),
    });
  const lines = {
    reads: line('reads', 'zendesk', () => rates().zendeskReadsPerMinute, { ofATicket: READS_OF_A_TRUTH }),
    updates: line('updates', 'zendesk', () => rates().zendeskUpdatesPerMinute),
  };
  return {
    zendesk: createZendeskGate(lines, { account, log, now }),
    sends: line('sends', 'sunshine', () => rates().sendsPerSecond, { spanMs: SECOND_MS }),
  };
}

type Kind = 'reads' | 'updates';

/**
 * Zendesk counts any PUT to a ticket as an update, in a limit of its own; everything else counts as a read here. What
 * one 429 says holds for all: the calls of its kind wait, and after one to a read the updates too, since the account's
 * limit of requests counts both.
 */
function createZendeskGate(
  lines: Record<Kind, Line>,
  { account, log, now }: Pick<BudgetParts, 'account' | 'log' | 'now'>,
): ZendeskGate {
  const refusals = { reads: { until: 0, inARow: 0 }, updates: { until: 0, inARow: 0 } };

  function learn(kind: Kind, error: unknown): void {
    if (!(error instanceof VendorError) || error.status !== 429 || error.reached !== 'answered') return;
    const known = refusals[kind];
    const named = error.retryAfterMs === undefined ? undefined : Math.min(HOUR_MS, error.retryAfterMs);
    // Others were on their way when the first was refused.
    if (named === undefined && now() < known.until) return;
    known.inARow += 1;
    const pauseMs = named ?? Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (known.inARow - 1));
    known.until = Math.max(known.until, now() + pauseMs);
    log.warn({ account, kind, pauseMs }, 'Zendesk answers 429: the calls of this account wait');
    for (const line of kind === 'reads' ? [lines.reads, lines.updates] : [lines.updates]) line.quiet(pauseMs);
  }

  return async ({ method, path }, send) => {
    const kind = method === 'PUT' && /\/api\/v2\/tickets\//.test(path) ? 'updates' : 'reads';
    await lines[kind].take();
    try {
      const answer = await send();
      refusals[kind].inARow = 0;
      return answer;
    } catch (error) {
      if (!isOfOneEndpoint(path, error)) learn(kind, error);
      throw error;
    }
  };
}

/**
 * Limits that say nothing of other calls: 10 pages of the export a minute, and 30 updates of one ticket in 10 minutes.
 */
const isOfOneEndpoint = (path: string, error: unknown): boolean =>
  path.includes('/incremental/') ||
  (error instanceof VendorError && typeof error.body === 'string' && /single|unique/i.test(error.body));
