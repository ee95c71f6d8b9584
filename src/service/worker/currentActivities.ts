import { type Activities, createActivities, type Dependencies } from '../../../activities';
import { createSweepActivities, type SweepActivities, type SweepDependencies } from '../../../activities/sweep';

/** All that the workers do. */
export type WorkerActivities = Activities & SweepActivities;

/**
 * The activities of the workers. Each goes to its end by what was current when it began: never half by one policy, half by the next.
 * @param current the same object for as long as nothing changes
 */
export function currentActivities(current: () => Dependencies & SweepDependencies): WorkerActivities {
  const made = lastOf((deps: Dependencies & SweepDependencies): WorkerActivities => ({
    ...createActivities(deps),
    ...createSweepActivities(deps),
  }));
  const names = Object.keys(made(current())) as (keyof WorkerActivities)[];
  const entries = names.map((name) => {
    const begin = (...args: unknown[]): unknown => (made(current())[name] as (...args: unknown[]) => unknown)(...args);
    return [name, begin] as const;
  });
  return Object.fromEntries(entries) as unknown as WorkerActivities;
}

/** Makes anew only what is asked for with another object than before. */
export function lastOf<From extends object, To>(make: (from: From) => To): (from: From) => To {
  let last: { from: From; made: To } | undefined;
  return (from) => {
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
}
