import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { OpenRun } from './inspect';
import type { Runs } from './runs';

/** A run that is no further behind than this is on time: calls to the server take a few ms. */
const TOLERANCE_MS = 25;
/** A run that is further ahead cannot be brought back: what it did was at a wrong time. */
const AHEAD_MS = 1_000;
/** A fast-forward ends so much before the next timer or first task, which then fires by itself, when all others are on time too. */
export const MARGIN_MS = 20;
/** NOT_FOUND, FAILED_PRECONDITION: the run ended between the look and the call. */
const PASSING = [5, 9];
const LOOK_AGAIN_MS = 5;
const CATCH_UP_TIMEOUT_MS = 300_000;
/**
 * One skip for each request. Where something falls due on the way, the skip ends there and the next request goes on. With more, a
 * fast-forward whose end the real time has passed while the run was busy lets the run skip to whatever timer is next (server 1.32,
 * `GateByFastForward`). For the same reason a run that is busy is not fast-forwarded.
 */
const ONCE = { enabled: true, maxSessionSkipCount: 1 };

/**
 * The setting that makes the dev server skip time, and two more. By default timers are up to a second late
 * (`timerProcessorMaxTimeShift`), and each stop on the way would take that second. And a run that continues as new within a real
 * second gets a pause before its first task (`workflowIdReuseMinimalInterval`), which skipping does not know (server 1.32).
 */
export const SKIPPING_SERVER_ARGS = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="10ms"',
  'history.workflowIdReuseMinimalInterval="0s"',
].flatMap((value) => ['--dynamic-config-value', value]);

/**
 * Makes every run that is started over this connection begin at the simulated time. The SDK has no call for it, so the raw request
 * is stamped: the first task is delayed by the offset, and that delay is skipped. Without the delay the first decision would be made
 * at the real time; with `enabled` alone the run would race through all its timers.
 *
 * @param offset of the simulated clock to the real one, in ms
 */
export function stampStarts({ workflowService }: Connection, offset: () => number): void {
  const stamp = <Request extends object>(request: Request): Request => {
    if (offset() < 2 * MARGIN_MS) return request;
    const fastForwardConfig = { id: randomUUID(), duration: msToTs(offset() - MARGIN_MS) };
    return {
      ...request,
      workflowStartDelay: msToTs(offset()),
      timeSkippingConfig: { ...ONCE, fastForwardConfig },
    };
  };
  for (const name of ['startWorkflowExecution', 'signalWithStartWorkflowExecution'] as const) {
    const start = workflowService[name].bind(workflowService) as (request: object) => Promise<unknown>;
    Object.assign(workflowService, { [name]: (request: object) => start(stamp(request)) });
  }
}

/**
 * Fast-forwards one run to the simulated now, as long as it has nothing to do. It fires what falls due on the way.
 *
 * @param offset of the simulated clock to the real one, in ms
 * @returns whether it is there; if not, it is busy. Nobody may wait here until it no longer is: what keeps it busy may be a call that
 *   waits for it to come.
 * @throws {Error} when the run does not get there within a minute, or is beyond it
 */
export async function catchUp(
  connection: Connection,
  namespace: string,
  runs: Runs,
  workflowId: string,
  offset: number,
): Promise<boolean> {
  const workflowExecution = { workflowId };
  const { workflowService } = connection;
  for (const deadline = Date.now() + CATCH_UP_TIMEOUT_MS; Date.now() < deadline;) {
    const run = await runs.lookAt(workflowId);
    if (run === undefined) return true;
    const lag = offset - run.offset;
    if (lag < -AHEAD_MS - run.tookMs)
      throw new Error(`${workflowId} is ${-lag} ms ahead of the simulated time: the server skipped too far.`);
    if (lag <= TOLERANCE_MS) return true;
    if (run.busyWith !== undefined) return false;
    if (isAboutToFire(run)) {
      await sleep(LOOK_AGAIN_MS);
      continue;
    }
    const fastForwardConfig = { id: randomUUID(), duration: msToTs(lag) };
    runs.touched(workflowId);
    try {
      await workflowService.updateWorkflowExecutionOptions({
        namespace,
        workflowExecution,
        workflowExecutionOptions: { timeSkippingConfig: { ...ONCE, fastForwardConfig } },
        updateMask: { paths: ['time_skipping_config'] },
      });
    } catch (error) {
      if (!isGrpcServiceError(error) || !PASSING.includes(Number(error.code))) throw error;
    } finally {
      runs.touched(workflowId);
    }
  }
  throw new Error(`${workflowId} does not reach the simulated time within ${CATCH_UP_TIMEOUT_MS / 1000} s`);
}

/** It will be busy in a moment, as a fast-forward that ended at a timer leaves it. */
const isAboutToFire = ({ offset, waiting: { nextTimer } }: OpenRun): boolean =>
  nextTimer !== undefined && nextTimer <= Date.now() + offset + TOLERANCE_MS;
