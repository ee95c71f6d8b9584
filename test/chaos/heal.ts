/** What a sweep does for a ticket whose webhooks were lost: it says "look". */
import type { WebhookRecord } from '../../sandbox';
import { signZendesk } from '../support/sign';
import type { Cycle } from './cycle';
import type { ChaosWorld } from './world';

/** Hints of people's acts that never arrived: ordered to be lost, or sent to a receiver that was down. */
export function lostHints(world: ChaosWorld): WebhookRecord[] {
  return world.sandbox
    .webhooks()
    .filter(({ outcome, event }) => (outcome === 'dropped' || outcome === 'given up') && !event.includes('delivery'));
}

/** Whether one of them was about this cycle. */
export const lostOne = (hints: WebhookRecord[], { ticketIds, conversationId }: Cycle): boolean =>
  hints.some(
    ({ body }) =>
      ticketIds.some((id) => body.includes(`"ticket_id":"${id}"`)) ||
      (conversationId !== undefined && body.includes(conversationId)),
  );

/** @returns whether it was taken */
export async function heal({ receiverUrl, webhookSecret }: ChaosWorld, cycle: Cycle): Promise<boolean> {
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
