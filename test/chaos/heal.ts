/** What a sweep does for a ticket whose webhooks were lost: it says "look". */
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookRecord } from '../../sandbox';
import { sweepNow } from '../../src/temporal/internal/sweepNow';
import { signZendesk } from '../support/sign';
import type { Cycle } from './types';
import type { ChaosWorld } from './world';

type Played = Pick<Cycle, 'ticketIds' | 'conversationId' | 'acts' | 'healedAt'>;

/** Hints of people's acts that never arrived: ordered to be lost, or sent to a receiver that was down. */
export function lostHints(world: ChaosWorld): WebhookRecord[] {
  return world.sandbox
    .webhooks()
    .filter(({ outcome, event }) => (outcome === 'dropped' || outcome === 'given up') && !event.includes('delivery'));
}

/** Whether one of them was about this cycle. */
const lostOne = (hints: WebhookRecord[], { ticketIds, conversationId }: Played): boolean =>
  hints.some(
    ({ body }) =>
      ticketIds.some((id) => body.includes(`"ticket_id":"${id}"`)) ||
      (conversationId !== undefined && body.includes(conversationId)),
  );

/** A sweep would find a ticket later; here it waits only for what the vendors repeat by themselves. */
const HEAL_AFTER_MS = 6_000;

/** Once for the acts so far, some time after the last of them, and only where a hint was lost: what goes wrong without that is ours. */
export async function healIfLost(world: ChaosWorld, cycle: Played, hints = () => lostHints(world)): Promise<void> {
  const lastAct = cycle.acts.at(-1)?.at ?? 0;
  const isHealed = cycle.healedAt !== undefined && cycle.healedAt > lastAct;
  if (isHealed || Date.now() < lastAct + HEAL_AFTER_MS || !lostOne(hints(), cycle)) return;
  if (await sayLook(world, cycle)) cycle.healedAt = Date.now();
}

/** Zendesk's export withholds the last minute. */
const WITHHELD_MS = 61_000;

/** Ventana's own sweep, when the last act is old enough for it to be seen. */
export async function sweepAll(world: ChaosWorld, cycles: readonly Played[]): Promise<void> {
  const lastAct = Math.max(...cycles.map(({ acts }) => acts.at(-1)?.at ?? 0));
  await sleep(Math.max(0, lastAct + WITHHELD_MS - Date.now()));
  const hints = lostHints(world);
  for (const cycle of cycles) if (lostOne(hints, cycle)) cycle.healedAt = Date.now();
  await sweepNow(world.temporal.client, world.account, { waiting: () => undefined, progress: () => undefined });
}

/** @returns whether it was taken */
async function sayLook({ receiverUrl, webhookSecret }: ChaosWorld, cycle: Played): Promise<boolean> {
  const answers = await Promise.all(
    cycle.ticketIds.map((ticket_id) => {
      const body = JSON.stringify({ event: 'ticket_created', ticket_id });
      const headers = signZendesk(webhookSecret, body, new Date().toISOString());
      return fetch(`${receiverUrl}/webhooks/zendesk`, { method: 'POST', body, headers }).then(
        ({ ok }) => ok,
        () => false,
      );
    }),
  );
  return answers.every((ok) => ok);
}
