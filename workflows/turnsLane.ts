import {
  ParentClosePolicy,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { tellLane } from './core/turnLane';
import type { LaneMessage } from './core/turnState';
import { type PackedLaneMessage, pack, unpack } from './core/turnsPacked';
import { type LaneInput, laneMessage, laneQuery, laneWorkflowId, recalled, turnsWorkflowId } from './messages';

/**
 * One of the lanes in which the requests of a long queue wait until the account's `turns` workflow recalls them. It ends
 * when it is empty.
 */
export async function turnsLane({ account, lane, waiting: packed = [], inbox: left = [] }: LaneInput): Promise<void> {
  let waiting = unpack(packed);
  const inbox: PackedLaneMessage[] = [...left];
  setHandler(laneQuery, () => pack(waiting));
  setHandler(laneMessage, (message) => void inbox.push(message));

  for (;;) {
    await condition(() => inbox.length > 0);
    for (const message of inbox.splice(0)) {
      const { next, answer } = tellLane(waiting, { ...message, put: unpack(message.put) }, Date.now());
      waiting = next;
      setCurrentDetails(`**${waiting.length} waiting** until \`${turnsWorkflowId(account)}\` recalls them.`);
      if (answer) {
        const front = getExternalWorkflowHandle(turnsWorkflowId(account));
        // Without the front, nobody needs the answer: the tickets ask again.
        await front.signal(recalled, { ...answer, requests: pack(answer.requests) }).catch(() => undefined);
      }
    }
    if (inbox.length > 0) continue;
    if (waiting.length === 0) return;
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof turnsLane>({ account, lane, waiting: pack(waiting) });
  }
}

/** Attempts to reach a lane, which may end at any moment because it is empty. */
const ATTEMPTS = 5;

/** Tells the lanes, and starts those that are not there. If one cannot be reached, its tickets ask again. */
export const tellLanes = (account: string, messages: readonly LaneMessage[]): Promise<unknown> =>
  Promise.all(messages.map((it) => reach(account, { ...it, put: pack(it.put) })));

async function reach(account: string, message: PackedLaneMessage): Promise<void> {
  const workflowId = laneWorkflowId(account, message.lane);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const isTold = await getExternalWorkflowHandle(workflowId)
      .signal(laneMessage, message)
      .then(
        () => true,
        () => false,
      );
    if (isTold) return;
    const isStarted = await startChild(turnsLane, {
      workflowId,
      args: [{ account, lane: message.lane, inbox: [message] }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `WhatsApp turns of ${account}, lane ${message.lane}`,
    }).then(
      () => true,
      () => false,
    );
    if (isStarted) return;
  }
}
