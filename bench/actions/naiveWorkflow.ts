/**
 * How the same life is written at first: each signal ends the timer and starts another, each hint is answered by a reading. It writes the
 * fields and the search attributes only when they change, as Ventana does. It does what it must where nothing goes wrong, and nothing else.
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

/** What the reading after a hint finds. */
export interface Found {
  stage: string;
  /** The next deadline, epoch ms. */
  due?: number;
  /** The fields on the ticket change. */
  fields?: true;
  /** The deadline is a reminder; else it is the window's end. */
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

/** The next hint, or undefined when the time comes first; whatever comes, the timer has been for this wait alone. */
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
