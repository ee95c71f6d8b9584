import type { Activities } from '../../../activities';
import type { SweepActivities } from '../../../activities/sweep';
import type { MessageDefinition } from '../../../activities/policy';
import type { Note, SendOrder, SendOutcome } from '../../../activities/types';
import type { WorkerMetrics } from '../../telemetry/metrics/workerMetrics';

export interface CountedAccount {
  account: string;
  /** Those of the policy that counts now, for the categories of templates. */
  messages: () => Record<string, MessageDefinition>;
}

/** The notes of which one is enough to tell somebody. */
const ALERTING: Note['kind'][] = ['sendUnknown', 'sendHeld', 'limitNear', 'limitReached'];

/** Counts what an account's activities bring about; each does what it did. */
export function counted<All extends Activities & SweepActivities>(
  activities: All,
  { account, messages }: CountedAccount,
  metrics: WorkerMetrics,
): All {
  // Prometheus sees a growth only from a number that was there before.
  metrics.sweepPages.inc({ account }, 0);
  for (const kind of ALERTING) metrics.notes.inc({ account, kind }, 0);

  function countSend(order: SendOrder, outcome: SendOutcome | undefined): void {
    const { purpose, rendition, message, dueAt } = order;
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

  return {
    ...activities,
    async sendMessage(order) {
      let outcome: SendOutcome | undefined;
      try {
        return (outcome = await activities.sendMessage(order));
      } finally {
        countSend(order, outcome);
      }
    },
    async updateTicket(update) {
      const written = await activities.updateTicket(update);
      for (const { note } of update.notes) metrics.notes.inc({ account, kind: note.kind });
      return written;
    },
    async readExport(order) {
      const found = await activities.readExport(order);
      metrics.sweepPages.inc({ account });
      metrics.sweepTickets.inc({ account, outcome: 'looked' }, found.looked);
      return found;
    },
    async visitTickets(order) {
      const visited = await activities.visitTickets(order);
      metrics.sweepTickets.inc({ account, outcome: 'started' }, visited.started);
      metrics.sweepTickets.inc({ account, outcome: 'refreshed' }, visited.refreshed);
      return visited;
    },
  };
}
