/** A tiny stand-in for the real workflow: a reminder a day after the last signal, to try simulated time on. */
import {
  condition,
  continueAsNew,
  defineSignal,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

const DAY_MS = 86_400_000;

export interface Seen {
  started: number;
  signals: number[];
  fired: number;
  /** What the activity's clock said. */
  acted: number;
}

const { act } = proxyActivities<{ act(workflow: string): Promise<number> }>({ startToCloseTimeout: '30 seconds' });

export const poke = defineSignal('poke');

/** The deadline moves with each signal; the one timer is armed again when it fires early. */
export async function reminder(name: string): Promise<Seen> {
  const seen: Seen = { started: Date.now(), signals: [], fired: 0, acted: 0 };
  let deadline = Date.now() + DAY_MS;
  setHandler(poke, () => {
    seen.signals.push(Date.now());
    deadline = Date.now() + DAY_MS;
  });
  while (Date.now() < deadline) await sleep(deadline - Date.now());
  seen.fired = Date.now();
  seen.acted = await act(name);
  return seen;
}

/** A new run each day. */
export async function daily(days: number, times: number[]): Promise<number[]> {
  await sleep(DAY_MS);
  times.push(Date.now());
  if (times.length === days) return times;
  return continueAsNew<typeof daily>(days, times);
}

/** Asks another run after a day, and is told by nobody. */
export async function asks(other: string): Promise<number> {
  await sleep(DAY_MS);
  await getExternalWorkflowHandle(other).signal(poke);
  return Date.now();
}

/** Passes on each poke at once, and never ends. */
export async function relays(other: string): Promise<void> {
  let pokes = 0;
  setHandler(poke, () => void (pokes += 1));
  for (;;) {
    await condition(() => pokes > 0);
    pokes -= 1;
    await getExternalWorkflowHandle(other)
      .signal(poke)
      .catch(() => undefined);
  }
}

/** Waits to be asked. */
export async function isAsked(): Promise<number> {
  let askedAt = 0;
  setHandler(poke, () => {
    askedAt = Date.now();
  });
  await condition(() => askedAt > 0);
  return askedAt;
}

/** Waits to be asked, and acts then. */
export async function actsWhenAsked(name: string): Promise<number> {
  const askedAt = await isAsked();
  await act(name);
  return askedAt;
}

/** Acts after that time. */
export async function actsAfter(ms: number, name: string): Promise<number> {
  await sleep(ms);
  const woken = Date.now();
  await act(name);
  return woken;
}
