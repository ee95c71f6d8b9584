import { setTimeout as sleep } from 'node:timers/promises';
import type { Cycle } from './cycle';
import { heal, lostHints, lostOne } from './heal';
import { isIdle, stateOf } from './runs';
import { isSatisfied } from './verdict';
import type { ChaosWorld } from './world';

/** A sweep would find a ticket later; here it waits only for what the vendors repeat by themselves. */
const HEAL_AFTER_MS = 8_000;
const ROUND_MS = 1_000;

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
    const still: Cycle[] = [];
    for (const cycle of open) {
      const satisfied = isSatisfied(sandbox, cycle);
      if (!satisfied) await healIfLost(world, cycle, hints);
      if (!satisfied || !(await isAtRest(cycle))) still.push(cycle);
    }
    open = still;
    tell(open.length);
    if (open.length > 0) await sleep(ROUND_MS);
  }

  async function isAtRest({ ticketIds }: Cycle): Promise<boolean> {
    for (const ticketId of ticketIds) if (!isIdle(await stateOf(temporal.client, account, ticketId))) return false;
    return true;
  }
}

async function healIfLost(world: ChaosWorld, cycle: Cycle, hints: ReturnType<typeof lostHints>): Promise<void> {
  const lastAct = cycle.acts.at(-1)?.at ?? 0;
  if (cycle.healedAt !== undefined || Date.now() < lastAct + HEAL_AFTER_MS || !lostOne(hints, cycle)) return;
  if (await heal(world, cycle)) cycle.healedAt = Date.now();
}
