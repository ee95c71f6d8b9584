import { setTimeout as sleep } from 'node:timers/promises';
import type { Cycle } from './cycle';
import { healIfLost, lostHints } from './heal';
import { isIdle, stateOf } from './runs';
import { isSatisfied } from './verdict';
import type { ChaosWorld } from './world';

const ROUND_MS = 1_000;
/** Runs that Temporal's worker has put aside are replayed to answer. */
const AT_ONCE = 8;

export interface Settling {
  /** The cycles played so far. */
  cycles: readonly Cycle[];
  /** Whether no more will come. */
  areAll: () => boolean;
  /** After the last has come. */
  atMostMs: number;
  tell: (open: number) => void;
  stopped?: AbortSignal;
}

/** Heals the cycles whose webhooks were lost, and waits until every cycle has what it must have and nothing is on its way. */
export async function settle(world: ChaosWorld, { cycles, areAll, atMostMs, tell, stopped }: Settling): Promise<void> {
  const { sandbox, temporal, account } = world;
  const settled = new Set<Cycle>();
  let deadline = Infinity;
  for (;;) {
    const all = areAll();
    if (all && deadline === Infinity) deadline = Date.now() + atMostMs;
    if (all) await sandbox.settled();
    await world.up();
    const hints = lostHints(world);
    const waiting = cycles.filter((it) => !settled.has(it));
    const ask = async (): Promise<void> => {
      for (let cycle = waiting.shift(); cycle; cycle = waiting.shift()) {
        if (!isSatisfied(sandbox, cycle)) await healIfLost(world, cycle, () => hints);
        else if (await isAtRest(cycle)) settled.add(cycle);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    const open = cycles.length - settled.size;
    if (stopped?.aborted || (all && (open === 0 || Date.now() > deadline))) return;
    if (all) tell(open);
    await sleep(ROUND_MS);
  }

  async function isAtRest({ ticketIds }: Cycle): Promise<boolean> {
    for (const ticketId of ticketIds) if (!isIdle(await stateOf(temporal.client, account, ticketId))) return false;
    return true;
  }
}
