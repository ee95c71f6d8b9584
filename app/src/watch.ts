/** Asks again and again, at the pace of pace.ts. */
import { LEAST_MS, pauseOf, type Situation } from './pace';
import type { Answer } from './service';

export interface Watcher {
  /** Something may have changed: ask as soon as the pace allows. */
  soon(): void;
  /** The situation has changed: the next question may come earlier. */
  changed(): void;
  stop(): void;
}

export function watch<View>(
  ask: () => Promise<Answer<View>>,
  heard: (answer: Answer<View>) => void,
  situation: () => Omit<Situation, 'failures'>,
): Watcher {
  let failures = 0;
  let begun = 0;
  let state: 'waiting' | 'asking' | 'askingAndWanted' | 'stopped' = 'waiting';
  let timer: number | undefined;

  const after = (pause: number): void => {
    window.clearTimeout(timer);
    if (!Number.isFinite(pause)) return;
    timer = window.setTimeout(() => void run(), Math.max(0, begun + pause - performance.now()));
  };
  const usual = (): number => pauseOf({ ...situation(), failures });
  const run = async (): Promise<void> => {
    state = 'asking';
    begun = performance.now();
    const answer = await ask();
    if (isStopped()) return;
    failures = 'view' in answer ? 0 : failures + 1;
    heard(answer);
    // A service that fails is not asked sooner because the agent clicks.
    after(isWanted() && failures === 0 ? LEAST_MS : usual());
    state = 'waiting';
  };
  const isStopped = (): boolean => state === 'stopped';
  const isWanted = (): boolean => state === 'askingAndWanted';

  if (Number.isFinite(usual())) void run();
  return {
    soon: () => {
      if (state === 'waiting') after(LEAST_MS);
      else if (state === 'asking') state = 'askingAndWanted';
    },
    changed: () => {
      if (state === 'waiting') after(usual());
    },
    stop: () => {
      state = 'stopped';
      window.clearTimeout(timer);
    },
  };
}
