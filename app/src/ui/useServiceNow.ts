import { useEffect, useState } from 'react';
import type { Known } from './useView';

const SECOND = 1_000;

/**
 * The service's time: as of its last answer, plus what has passed here since. The agent's clock may be wrong.
 * @param closesAt when the seconds are shown: in the last ten minutes before it
 */
export function useServiceNow({ view, at }: Known<{ now: string }>, closesAt: string | null = null): number {
  const read = (): number => (view ? Date.parse(view.now) + performance.now() - at : Date.now());
  const [, tick] = useState(0);
  useEffect(() => {
    const step = (): number => {
      const left = closesAt === null ? Infinity : Date.parse(closesAt) - read();
      return Math.floor(read() / (left > 0 && left < 600 * SECOND ? SECOND : 10 * SECOND));
    };
    const timer = window.setInterval(() => tick(step()), SECOND);
    return () => window.clearInterval(timer);
  });
  return read();
}
