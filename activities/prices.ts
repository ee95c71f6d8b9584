/** What each message of the policy would cost for a customer: for the budget, and for the choice of the cheapest. */
import { own } from '../workflows/core/own';
import type { Dependencies } from './dependencies';
import { readPhone } from './phone';
import type { MessageDefinition } from './policy';
import type { User } from './ports';
import type { PricedMessage, Prices } from './pricesPort';
import type { TicketPolicy } from './types';

type Messages = TicketPolicy['messages'];

/** The messages with their prices, where the policy and the workflow's code ask for them. */
export async function priced(
  { prices, policy }: Dependencies,
  order: { prices?: true },
  { phone }: User,
  messages: Messages,
): Promise<Messages> {
  if (!prices || !order.prices) return messages;
  const reading = phone === undefined ? undefined : readPhone(phone, policy.defaultCountry);
  const price = await prices.for(reading && 'digits' in reading ? reading.digits : undefined);
  return Object.fromEntries(
    Object.entries(messages).map(([key, it]) => {
      const definition = own(policy.messages, key);
      return [key, definition ? { ...it, prices: pricesOf(definition, price) } : it];
    }),
  );
}

/** A template whose category the policy does not say is estimated as utility, but not chosen for its price. */
export function pricesOf(
  { template: { category } }: MessageDefinition,
  price: (it: PricedMessage) => number | undefined,
): Prices {
  const text = price({ category: 'service', inWindow: true });
  const template = price({ category: category ?? 'utility', inWindow: false });
  const templateInWindow = category === 'utility' ? price({ category, inWindow: true }) : undefined;
  return {
    ...(text !== undefined && { text }),
    ...(template !== undefined && { template }),
    ...(templateInWindow !== undefined && { templateInWindow }),
  } satisfies Prices;
}
