import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleOptions,
  type ScheduleOptionsStartWorkflowAction,
} from '@temporalio/client';
import { searchAttributes, TASK_QUEUE } from '../../workflows/messages';
import { sweepId } from '../../workflows/sweepMessages';
import type { sweep } from '../../workflows';
import type { SweepPolicy } from '../policy/policyConfig';

/** Where the policy says off. */
const RARELY_MS = 24 * 3_600_000;
/** How we know a pause of ours from one that a person made. */
const OFF = 'Off in the policy (sweep: off).';

/**
 * Makes sure that the account's sweep has its Schedule, as the policy wants it; another process may do the same at the same time.
 * Where the policy says off, the Schedule is paused: it keeps its place in the export, and `ventana sweep` still works.
 * A pause that a person made stays.
 */
export async function ensureSweepSchedule(
  client: Client,
  account: string,
  policy: SweepPolicy | undefined,
): Promise<void> {
  const scheduleId = sweepId(account);
  const wanted = scheduleOf(account, policy);
  const off = policy === undefined && { paused: true, note: OFF };
  try {
    await client.schedule.create({ scheduleId, ...wanted, ...(off && { state: off }) });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update(({ state: { paused, note } }) => {
      const byPerson = paused && note !== OFF && { paused, ...(note !== undefined && { note }) };
      return { ...wanted, state: byPerson || off || { paused: false } };
    });
  }
}

type Wanted = Omit<ScheduleOptions<ScheduleOptionsStartWorkflowAction<typeof sweep>>, 'scheduleId' | 'state'>;

function scheduleOf(account: string, policy: SweepPolicy | undefined): Wanted {
  const everyMs = policy?.everyMs ?? RARELY_MS;
  return {
    spec: { intervals: [{ every: everyMs }], jitter: '1 minute' },
    policies: {
      // A sweep goes on where the one before ended: two at a time would do the same work.
      overlap: ScheduleOverlapPolicy.SKIP,
      // After a standstill one sweep sees everything; the missed ones need not be made up for.
      catchupWindow: '10 minutes',
      pauseOnFailure: false,
    },
    action: {
      type: 'startWorkflow',
      workflowType: 'sweep',
      workflowId: sweepId(account),
      taskQueue: TASK_QUEUE,
      args: [{ account, everyMs }],
      // A sweep that hangs would keep all later ones from starting.
      workflowRunTimeout: '2 hours',
      typedSearchAttributes: [{ key: searchAttributes.account, value: account }],
      staticSummary: 'Look for tickets whose webhooks were lost',
    },
  };
}
