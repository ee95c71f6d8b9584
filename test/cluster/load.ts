import { type CyclePlan, plansFor, type ScenarioName } from '../chaos/plan';

/** What release 0.1.0 knew. */
const FIRST: readonly ScenarioName[] = [
  ...(['reminder', 'reminderByTemplate', 'answered', 'twoRounds', 'reopeningByTemplate', 'reopeningByText'] as const),
  ...(['macroTwice', 'proactive', 'notification', 'lateReply', 'stop'] as const),
];

export interface LoadOptions {
  customers: number;
  seed: number;
  /** Default: every scenario. */
  only?: 'first release' | 'opening';
}

/** Customers' lives in which no request and no webhook fails: what goes wrong comes from the processes alone. */
export function load({ customers, seed, only }: LoadOptions): CyclePlan[] {
  const drawn = plansFor({
    ...{ seed, faults: 'quick', together: false, atOnce: 1, sweep: false },
    cycles: only === 'first release' ? customers * 2 : customers,
    ...(only === 'opening' && { only: 'reopeningByTemplate' as const }),
  });
  return drawn
    .filter(({ scenario }) => only !== 'first release' || FIRST.includes(scenario))
    .slice(0, customers)
    .map(({ index, scenario, startAfterMs }) => ({ index, scenario, startAfterMs, requests: [], hints: [] }));
}
