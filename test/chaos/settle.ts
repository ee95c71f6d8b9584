import { setTimeout as sleep } from 'node:timers/promises';
import type { Cycle } from './cycle';
import { healIfLost, lostHints } from './heal';
import { isIdle, stateOf } from './runs';
import { isSatisfied } from './verdict';
import type { ChaosWorld } from './world';

const ROUND_MS = 1_000;
/** Runs that Temporal's worker has put aside are replayed to answer. */
const AT_ONCE = 8;

/** Waits until every cycle has what it must have and nothing is on its way, healing those whose webhooks were lost; gives up after `atMostMs`. */
export async function settle(
  world: ChaosWorld,
  cycles: Cycle[],
  atMostMs: number,
  tell: (open: number) => void,
): Promise<void> {
  const { sandbox, temporal, account } = world;
  await world.up();
  const deadline = Date.now() + atMostMs;
  let open = cycles;
  while (open.length > 0 && Date.now() < deadline) {
    await sandbox.settled();
    const hints = lostHints(world);
    const isOver = async (cycle: Cycle): Promise<boolean> => {
      const satisfied = isSatisfied(sandbox, cycle);
      if (!satisfied) await healIfLost(world, cycle, () => hints);
      return satisfied && isAtRest(cycle);
    };
    const still: Cycle[] = [];
    const waiting = [...open];
    const ask = async (): Promise<void> => {
      for (let cycle = waiting.shift(); cycle; cycle = waiting.shift()) if (!(await isOver(cycle))) still.push(cycle);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    open = still;
    tell(open.length);
    if (open.length > 0) await sleep(ROUND_MS);
  }

  async function isAtRest({ ticketIds }: Cycle): Promise<boolean> {
    for (const ticketId of ticketIds) if (!isIdle(await stateOf(temporal.client, account, ticketId))) return false;
    return true;
  }
}
