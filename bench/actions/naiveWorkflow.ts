/**
 * The same life as one would write it first: each signal cancels the timer and starts another, and each hint is
 * followed by a read. Like Ventana, it writes the fields and the search attributes only when they change. It handles
 * the case where nothing goes wrong, and no other.
 */
import {
  CancellationScope,
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { searchAttributes } from '../../workflows/messages';

/** What a read finds after a hint. */
export interface Found {
  stage: string;
  /** The next deadline, epoch ms. */
  due?: number;
  /** Whether the fields on the ticket change. */
  fields?: true;
  /** The deadline is a reminder; otherwise it is the end of the window. */
  reminds?: true;
}

export const hint = defineSignal<[Found]>('hint');

const { step } = proxyActivities<{ step(name: string): Promise<void> }>({ startToCloseTimeout: '1 minute' });

export async function naive(): Promise<void> {
  const hints: Found[] = [];
  setHandler(hint, (it) => void hints.push(it));
  let now: Found = { stage: '' };
  while (now.stage !== 'closed') {
    const heard = await nextHint(hints, now.due);
    if (heard) {
      await step('read');
      if (heard.fields) await step('fields');
      show(now.stage, heard.stage);
      now = heard;
    } else {
      now = await meetDeadline(now);
    }
  }
}

/** The next hint; undefined if `due` comes first. Either way, the timer is used for this wait only. */
async function nextHint(hints: Found[], due: number | undefined): Promise<Found | undefined> {
  if (due === undefined) await condition(() => hints.length > 0);
  else {
    const timer = new CancellationScope();
    const rang = timer.run(() => sleep(Math.max(1, due - Date.now()))).catch(() => undefined);
    await Promise.race([condition(() => hints.length > 0), rang]);
    timer.cancel();
  }
  return hints.shift();
}

async function meetDeadline({ stage, reminds }: Found): Promise<Found> {
  if (!reminds) {
    await step('fields');
    return { stage };
  }
  for (const name of ['read', 'turn', 'send', 'note']) await step(name);
  show(stage, 'reminded');
  return { stage: 'reminded' };
}

function show(before: string, now: string): void {
  if (now !== before) upsertSearchAttributes([{ key: searchAttributes.stage, value: now }]);
}
