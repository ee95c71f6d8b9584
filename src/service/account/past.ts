import type { Config } from '../../config/config';
import type { Log } from '../../telemetry/log';
import type { Metrics } from '../../telemetry/metrics';
import { alone } from '../../temporal/peers';
import { createSunshinePast, type SunshinePast } from '../../vendors/sunshine/past';
import { createZendeskPast, type ZendeskPast } from '../../vendors/zendesk/past';
import { asCaller } from './caller';
import { createBudgets } from './internal/budgets';

export interface Past {
  zendesk: ZendeskPast;
  sunshine: SunshinePast;
}

export interface PastParts {
  metrics: Pick<Metrics, 'budgetWait' | 'budgetRefusals'>;
  log: Pick<Log, 'warn'>;
  /** Epoch ms. */
  now: () => number;
  /** For durations: ms by a clock that nobody sets. */
  elapsed: () => number;
}

/** A request waits in line for this long (ms): nothing else of this process asks for anything. */
const PATIENCE_MS = 600_000;

/** An account's past, read within its rates, as the least urgent. */
export function openPast(config: Pick<Config, 'account' | 'zendesk' | 'sunshine' | 'rates'>, parts: PastParts): Past {
  const { metrics, log, now, elapsed } = parts;
  const rates = () => config.rates;
  const budgets = createBudgets({ account: config.account, rates, peers: alone, metrics, log, now: elapsed });
  const zendesk = createZendeskPast({ ...config.zendesk, now, elapsed, gate: budgets.zendesk });
  const patiently = <Result>(read: () => Promise<Result>): Promise<Result> =>
    asCaller({ urgency: 'low', patienceMs: PATIENCE_MS }, read);
  return {
    zendesk: {
      schedules: () => patiently(() => zendesk.schedules()),
      holidays: (id) => patiently(() => zendesk.holidays(id)),
      exportPage: (from) => patiently(() => zendesk.exportPage(from)),
      past: (ticket) => patiently(() => zendesk.past(ticket)),
    },
    sunshine: createSunshinePast(config.sunshine),
  };
}
