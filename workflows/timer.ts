import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';

/** Waits for events or for a time, using as few timers as possible. */
export interface LazyTimer {
  /**
   * Resolves when `hasEvents()` is true, or when `deadline` (epoch ms, if given) is reached. `reason`: what a timer
   * started now waits for.
   */
  wait(hasEvents: () => boolean, deadline: number | undefined, reason: () => string): Promise<void>;
  /** Cancels what would fire within a moment, if `deadline` (epoch ms; none, if not given) is later than that. */
  endShort(deadline: number | undefined): void;
}

/** Deadlines within it move often, and each timer that is started again costs an Action. */
const SHORT_MS = 60_000;

interface Armed {
  at: number;
  scope: CancellationScope;
}

/**
 * A signal never cancels and restarts a timer: it only moves the deadline in memory. A timer that fires early is
 * started again for the new deadline; only an earlier deadline starts a second timer. Each signal costs one Action and
 * four events instead of two and six.
 */
export function createLazyTimer(): LazyTimer {
  const armed: Armed[] = [];
  let fired = false;
  /** The latest time for which a timer has fired. */
  let passed = -Infinity;

  const arm = (at: number, summary: string): void => {
    const timer = { at, scope: new CancellationScope() };
    armed.push(timer);
    void timer.scope
      .run(() => sleep(Math.max(1, at - Date.now()), { summary }))
      .then(
        () => {
          armed.splice(armed.indexOf(timer), 1);
          passed = Math.max(passed, at);
          fired = true;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  };

  return {
    async wait(hasEvents, deadline, reason) {
      while (!hasEvents() && (deadline === undefined || Date.now() < deadline)) {
        // A query of a run that is not in the cache may show that a timer has fired before the task that says how late it is.
        // Armed once more there, it would be a command that no replay repeats.
        const isArmed = deadline === undefined || passed >= deadline || armed.some(({ at }) => at <= deadline);
        if (!isArmed) arm(deadline, reason());
        fired = false;
        await condition(() => hasEvents() || fired || (deadline !== undefined && Date.now() >= deadline));
      }
    },
    endShort(deadline = Infinity) {
      const soon = Date.now() + SHORT_MS;
      if (deadline <= soon) return;
      for (const timer of armed.filter(({ at }) => at <= soon)) {
        armed.splice(armed.indexOf(timer), 1);
        timer.scope.cancel();
      }
    },
  };
}
