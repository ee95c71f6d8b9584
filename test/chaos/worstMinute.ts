/** How many requests Zendesk got in the worst minute. */
import type { RequestRecord } from '../../sandbox';

const MINUTE = 60_000;

export interface WorstMinute {
  /** All requests but updates of tickets, refused ones too. */
  reads: number;
  updates: number;
}

export function worstMinute(requests: readonly RequestRecord[]): WorstMinute {
  const made = requests.filter(({ vendor, path }) => vendor === 'zendesk' && path.startsWith('/api/v2/'));
  const isUpdate = ({ method, path }: RequestRecord): boolean =>
    method === 'PUT' && path.startsWith('/api/v2/tickets/');
  return {
    reads: most(made.filter((it) => !isUpdate(it))),
    updates: most(made.filter(isUpdate)),
  };
}

/** In any so many ms. */
export function most(requests: readonly RequestRecord[], withinMs = MINUTE): number {
  const times = requests.map(({ at }) => at).sort((a, b) => a - b);
  let first = 0;
  let worst = 0;
  times.forEach((at, index) => {
    while (times[first]! <= at - withinMs) first += 1;
    worst = Math.max(worst, index - first + 1);
  });
  return worst;
}
