import { condition, sleep } from '@temporalio/workflow';

/** Waits for mail or for a time, and arms as few timers as that takes. */
export interface Alarm {
  /** Resolves when `hasMail()` holds, or once `deadline` (epoch ms, if any) is reached. `reason`: what a timer armed now waits for. */
  wait(hasMail: () => boolean, deadline: number | undefined, reason: () => string): Promise<void>;
}

/**
 * The lazy timer: a signal never cancels and restarts a timer, it moves the deadline in memory. A timer that fires early finds the deadline
 * moved and is armed again; only a deadline that comes closer arms a second one. One Action and four events a signal, instead of two and six.
 */
export function lazyAlarm(): Alarm {
  const armed: number[] = [];
  let rang = false;

  const arm = (at: number, summary: string): void => {
    armed.push(at);
    void sleep(Math.max(1, at - Date.now()), { summary }).then(() => {
      armed.splice(armed.indexOf(at), 1);
      rang = true;
    });
  };

  return {
    async wait(hasMail, deadline, reason) {
      while (!hasMail() && (deadline === undefined || Date.now() < deadline)) {
        if (deadline !== undefined && !armed.some((at) => at <= deadline)) arm(deadline, reason());
        rang = false;
        await condition(() => hasMail() || rang);
      }
    },
  };
}
