import { DateTime } from 'luxon';
import type { SimulatedTime } from '../../simulation/simulatedTime';

export const OFFICE_ZONE = 'Europe/Madrid';

/** How long (ms) to let pass after an act: Ventana reads a ticket at most every 10 s. */
const AFTER_ACT_MS = 30_000;
/** `sweep.every` of the policy. */
const SWEEP_EVERY_MS = 15 * 60_000;
/** How often (ms) runs whose timers have become due are brought to the present. */
const LOOK_EVERY_MS = 1_000;

/** One thing happens at a time: an act, a move of the clock, or the look after both. */
export interface Timekeeper {
  now(): number;
  /** The time to which the clock is moving; undefined: it only runs by itself. */
  readonly movingTo: number | undefined;
  /** Does it when everything before is over, and lets Ventana do what follows from it. @throws what `act` throws */
  after(act: () => void): Promise<void>;
  /**
   * @param to tells the time (epoch ms) when its turn has come; undefined: stay
   * @param onTheWay done as soon as the clock has moved for a quarter of an hour, if it moves that far
   */
  move(to: (now: number) => number | undefined, onTheWay: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** @param failed told of what went wrong while nobody waited */
export function keepTime(time: SimulatedTime, failed: (error: unknown) => void): Timekeeper {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let movingTo: number | undefined;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    waiting += 1;
    const turn = last.then(work).finally(() => (waiting -= 1));
    last = turn.catch(() => undefined);
    return turn;
  };
  const advance = async (to: number): Promise<void> => {
    movingTo = to;
    try {
      await time.advanceTo(to);
    } finally {
      movingTo = undefined;
    }
  };
  const look = setInterval(() => {
    if (waiting === 0) inTurn(() => time.settle()).catch(failed);
  }, LOOK_EVERY_MS);

  return {
    now: () => time.now(),
    get movingTo() {
      return movingTo;
    },
    after: (act) =>
      inTurn(async () => {
        act();
        await advance(time.now() + AFTER_ACT_MS);
      }),
    move: (to, onTheWay) =>
      inTurn(async () => {
        const now = time.now();
        const at = to(now);
        if (at === undefined) return;
        if (at >= now + SWEEP_EVERY_MS) {
          await advance(now + SWEEP_EVERY_MS);
          await onTheWay();
        }
        await advance(at);
      }),
    stop: async () => {
      clearInterval(look);
      await last;
    },
  };
}

/** The next one after `now`, in the office's time zone. */
export function nextMondayAtNine(now: number): number {
  const today = DateTime.fromMillis(now, { zone: OFFICE_ZONE });
  const monday = today.startOf('week').set({ hour: 9 });
  return (monday > today ? monday : today.startOf('week').plus({ weeks: 1 }).set({ hour: 9 })).toMillis();
}
