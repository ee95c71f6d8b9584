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

/** The interval of the paused Schedule when the policy turns the sweep off. */
const RARELY_MS = 24 * 3_600_000;
/** Tells our own pause from one made by a person. */
const OFF = 'Off in the policy (sweep: off).';

/**
 * Makes sure that the account's sweep has its Schedule, as the policy says. Another process may be doing the same at
 * the same time. If the policy turns the sweep off, the Schedule is paused: it keeps its place in the export, and
 * `ventana sweep` still works. A pause made by a person stays.
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
      // A sweep continues where the previous one ended: two at once would do the same work.
      overlap: ScheduleOverlapPolicy.SKIP,
      // After an outage one sweep sees everything, so missed sweeps need not be made up for.
      catchupWindow: '10 minutes',
      pauseOnFailure: false,
    },
    action: {
      type: 'startWorkflow',
      workflowType: 'sweep',
      workflowId: sweepId(account),
      taskQueue: TASK_QUEUE,
      args: [{ account, everyMs }],
      // A sweep that hangs would prevent all later ones from starting.
      workflowRunTimeout: '2 hours',
      typedSearchAttributes: [{ key: searchAttributes.account, value: account }],
      staticSummary: 'Look for tickets whose webhooks were lost',
    },
  };
}
