import type { Instant, Message, Truth } from '../../activities/types';
import { arrivalOf } from '../../workflows/core/history';
import { MINUTE } from './madrid';

interface Listing {
  now: Instant;
  messages: Message[];
  botSaid: { id: string; at: Instant }[];
}

/** As `activities/conversationMessages.ts` finds it. */
export function listedIn(w: Listing): Pick<Truth, 'listed'> {
  const arrivals = [...w.messages.map(arrivalOf), ...w.botSaid.map(({ at }) => at)];
  if (arrivals.length === 0) return {};
  const to = w.now - MINUTE;
  return {
    listed: {
      from: Math.min(...arrivals),
      to,
      nobodys: w.botSaid.filter(({ at }) => at > to && at <= w.now).map(({ id }) => id),
    },
  };
}
