import {
  ParentClosePolicy,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  startChild,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { LaneTold } from '../activities/turnTold';
import { tellLane } from './core/turnLane';
import type { LaneMessage } from './core/turnState';
import { type PackedLaneMessage, pack, unpack } from './core/turnsPacked';
import {
  type LaneInput,
  SENDS_TASK_QUEUE,
  laneSummary,
  laneMessage,
  laneQuery,
  laneWorkflowId,
  recalled,
  turnsWorkflowId,
} from './messages';

/** Patch id. Since this change, a lane's history is short. Like the turns, it has no truth for `rules.ts`. */
const IS_SHORT = 'lanes-are-short';
/** A worker that takes over replays up to 32 lanes, each event over thousands of requests, while the turns wait. */
const MOST_EVENTS = 200;
/** A message may come twice, and then soon: an activity brings it. */
const MOST_KNOWN = 50;
/** An empty lane knows its messages for so long. */
const LINGERS = '10 minutes';

/**
 * One of the lanes in which the requests of a long queue wait until the account's `turns` workflow recalls them. It ends
 * when it is empty.
 */
export async function turnsLane({
  account,
  lane,
  waiting: packed = [],
  inbox: left = [],
  known: before = [],
}: LaneInput): Promise<void> {
  let waiting = unpack(packed);
  const inbox: PackedLaneMessage[] = [...left];
  const isShort = patched(IS_SHORT);
  let known = [...before];
  setHandler(laneQuery, () => pack(waiting));
  setHandler(laneMessage, (message) => void inbox.push(message));

  for (;;) {
    await condition(() => inbox.length > 0);
    for (const { id, ...message } of inbox.splice(0)) {
      if (id !== undefined) {
        if (known.includes(id)) continue;
        known = [...known, id].slice(-MOST_KNOWN);
      }
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
    if (waiting.length === 0 && !(isShort && (await condition(() => inbox.length > 0, LINGERS)))) return;
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    if (inbox.length === 0 && (continueAsNewSuggested || (isShort && historyLength >= MOST_EVENTS)))
      await continueAsNew<typeof turnsLane>({ account, lane, waiting: pack(waiting), known });
  }
}

/**
 * Tells lanes, and starts those that are not there: by an activity, as `tellTickets` does and for the same reason. Where
 * that fails for good, the tickets ask again.
 */
export async function tellLanes(messages: readonly LaneTold[]): Promise<void> {
  const { tellLanes: tellAll } = proxyActivities<Activities>({
    taskQueue: SENDS_TASK_QUEUE,
    startToCloseTimeout: '20 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
    summary: `Tell ${messages.length} lanes of the queue`,
  });
  await tellAll([...messages]).catch(() => undefined);
}

/** With an id that stays the same if it is told again. */
export function toldToLane(it: LaneMessage): LaneTold {
  const message: PackedLaneMessage & { id: string } = { ...it, put: pack(it.put), id: uuid4() };
  return { lane: it.lane, message };
}

/** Attempts to reach a lane, which may end at any moment because it is empty. */
const ATTEMPTS = 5;

/** As earlier versions tell a lane. Starts it if it is not there. If it cannot be reached, its tickets ask again. */
export async function reach(account: string, { put, ...rest }: LaneMessage): Promise<void> {
  const message = { ...rest, put: pack(put) };
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
      staticSummary: laneSummary(account, message.lane),
    }).then(
      () => true,
      () => false,
    );
    if (isStarted) return;
  }
}
