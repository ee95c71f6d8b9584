import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { MessageDefinition } from '../../../../activities/policy';
import type { Note, SendOrder, SendOutcome } from '../../../../activities/orders';
import type { WorkerMetrics } from '../../../telemetry/metrics/workerMetrics';
import type { WorkerActivities } from '../workers';

export interface CountedAccount {
  account: string;
  /** The messages of the current policy, for the categories of their templates. */
  messages: () => Record<string, MessageDefinition>;
}

/** Kinds of notes for which a single one should raise an alert. */
const ALERTING: Note['kind'][] = [
  ...(['sendUnknown', 'sendHeld', 'limitNear', 'limitReached', 'budgetSoft', 'budgetHard', 'budgetRefused'] as const),
];

/** Prometheus sees an increase only if the metric had a value before. */
export function countFromZero(account: string, metrics: Pick<WorkerMetrics, 'sweepPages' | 'notes'>): void {
  metrics.sweepPages.inc({ account }, 0);
  for (const kind of ALERTING) metrics.notes.inc({ account, kind }, 0);
}

/** What to count when an activity has ended. `result` is undefined if it threw. */
type Counts = {
  [Name in keyof WorkerActivities]?: (
    order: Parameters<WorkerActivities[Name]>[0],
    result: Awaited<ReturnType<WorkerActivities[Name]>> | undefined,
  ) => void;
};

/**
 * Counts the results of activities.
 * @param own returns the account of the running activity; throws when this worker does not serve it
 */
export const activityMetrics =
  (own: () => CountedAccount, metrics: WorkerMetrics): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const counts: Partial<Record<string, (order: never, result: never) => void>> = countsOf(own(), metrics);
        const count = counts[info.activityType];
        let result: unknown;
        try {
          return (result = await next(input));
        } finally {
          count?.(input.args[0] as never, result as never);
        }
      },
    },
  });

const countsOf = ({ account, messages }: CountedAccount, metrics: WorkerMetrics): Counts => ({
  sendMessage: (order, outcome) => countSend(order, outcome, { account, messages }, metrics),
  updateTicket({ notes }, written) {
    if (!written) return;
    for (const { note } of notes) metrics.notes.inc({ account, kind: note.kind });
  },
  readExport(_order, found) {
    if (!found) return;
    metrics.sweepPages.inc({ account });
    metrics.sweepTickets.inc({ account, outcome: 'looked' }, found.looked);
  },
  visitTickets(_order, visited) {
    if (!visited) return;
    metrics.sweepTickets.inc({ account, outcome: 'started' }, visited.started);
    metrics.sweepTickets.inc({ account, outcome: 'refreshed' }, visited.refreshed);
  },
});

function countSend(
  { purpose, rendition, message, dueAt }: SendOrder,
  outcome: SendOutcome | undefined,
  { account, messages }: CountedAccount,
  metrics: WorkerMetrics,
): void {
  const category = rendition === 'text' ? 'none' : (messages()[message]?.template.category ?? 'unknown');
  const labels = { account, purpose: purpose.kind, rendition, category };
  metrics.sends.inc({ ...labels, outcome: outcome?.type ?? 'postponed' });
  if (outcome?.type === 'failed') {
    const { reason, code } = outcome.failure;
    metrics.sendFailures.inc({ account, reason, code: code ?? 'none' });
  }
  if (outcome?.type === 'sent' && dueAt !== undefined) {
    metrics.sendLateness.observe({ account, purpose: purpose.kind }, Math.max(0, outcome.at - dueAt) / 1000);
  }
}
