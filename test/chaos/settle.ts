import { setTimeout as sleep } from 'node:timers/promises';
import type { Cycle } from './types';
import { healIfLost, lostHints, sweepAll } from './heal';
import { isIdle, stateOf } from './runs';
import { isSatisfied } from './verdict';
import type { ChaosWorld } from './world';

const ROUND_MS = 1_000;
/** So long are notes and statuses waited for; messages longer. */
const OWED_MS = 120_000;
/** Runs that Temporal's worker has put aside are replayed to answer. */
const AT_ONCE = 8;

export interface Settling {
  /** The cycles played so far. */
  cycles: readonly Cycle[];
  /** Whether no more will come. */
  areAll: () => boolean;
  /** After the last has come. */
  atMostMs: number;
  /** Heal by Ventana's own sweep, once, when all have come. */
  sweep: boolean;
  tell: (open: number) => void;
  stopped?: AbortSignal;
}

/** Heals the cycles whose webhooks were lost, and waits until every cycle has what it must have and nothing is on its way. */
export async function settle(
  world: ChaosWorld,
  { cycles, areAll, atMostMs, sweep, tell, stopped }: Settling,
): Promise<void> {
  const { sandbox, temporal, account } = world;
  const settled = new Set<Cycle>();
  const open = (): Cycle[] => cycles.filter((it) => !settled.has(it));
  let deadline = Infinity;
  for (;;) {
    const all = areAll();
    if (all) await sandbox.settled();
    if (all && deadline === Infinity) {
      await world.up();
      if (sweep)
        await sweepAll(
          world,
          open().filter((it) => !isSatisfied(sandbox, it)),
        );
      deadline = Date.now() + atMostMs;
    }
    await world.up();
    const hints = lostHints(world);
    const waiting = open();
    const ask = async (): Promise<void> => {
      for (let cycle = waiting.shift(); cycle; cycle = waiting.shift()) {
        const late = Date.now() > deadline - atMostMs + OWED_MS;
        if (isSatisfied(sandbox, cycle, late ? 'messages' : undefined)) {
          if (await isAtRest(cycle)) settled.add(cycle);
        } else if (!sweep) await healIfLost(world, cycle, () => hints);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    const left = open().length;
    if (stopped?.aborted || (all && (left === 0 || Date.now() > deadline))) return;
    if (all) tell(left);
    await sleep(ROUND_MS);
  }

  async function isAtRest({ ticketIds }: Cycle): Promise<boolean> {
    for (const ticketId of ticketIds) if (!isIdle(await stateOf(temporal.client, account, ticketId))) return false;
    return true;
  }
}
