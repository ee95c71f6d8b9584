import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { MessageDefinition } from '../../../../activities/policy';
import type { Note, SendOrder, SendOutcome } from '../../../../activities/types';
import type { WorkerMetrics } from '../../../telemetry/metrics/workerMetrics';
import type { WorkerActivities } from '../workers';

export interface CountedAccount {
  account: string;
  /** Those of the policy that counts now, for the categories of templates. */
  messages: () => Record<string, MessageDefinition>;
}

/** The notes of which one is enough to tell somebody. */
const ALERTING: Note['kind'][] = ['sendUnknown', 'sendHeld', 'limitNear', 'limitReached'];

/** Prometheus sees a growth only from a number that was there before. */
export function countFromZero(account: string, metrics: Pick<WorkerMetrics, 'sweepPages' | 'notes'>): void {
  metrics.sweepPages.inc({ account }, 0);
  for (const kind of ALERTING) metrics.notes.inc({ account, kind }, 0);
}

/** What is counted when an activity has ended. `result` is undefined where it threw. */
type Counts = {
  [Name in keyof WorkerActivities]?: (
    order: Parameters<WorkerActivities[Name]>[0],
    result: Awaited<ReturnType<WorkerActivities[Name]>> | undefined,
  ) => void;
};

/**
 * Counts what activities bring about.
 * @param own the account of the activity under way; throws when it is none of ours
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
