import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { LedgerFact } from '../../../activities/ledger';
import { outreachFacts, ticketFacts } from '../../../activities/ledgerOfTruth';
import type { Instant, Interval, Message } from '../../../activities/types';
import type { PastMessage, PastTicket } from '../../audit/facts';
import { timelines } from '../../audit/timeline';

/**
 * What the vendors' records say of the tickets. Of our own messages they tell what stands in the conversation: not when
 * one was due, nor whether it was delivered.
 * @param office hours around a time
 */
export function rebuiltFacts(
  tickets: readonly PastTicket[],
  office: (at: Instant) => readonly Interval[],
): LedgerFact[] {
  const lines = timelines(tickets);
  return [
    ...tickets.flatMap((it) => outreachIn(it)),
    ...lines.flatMap((it) =>
      ticketFacts({
        ...{ ticketId: it.id, createdAt: it.createdAt, readAt: it.until, office, officeFrom: -Infinity },
        messages: it.messages.flatMap(asMessage),
        history: {
          statuses: it.statuses,
          undelivered: it.messages.filter((one) => one.failed).flatMap(({ id }) => id ?? []),
        },
      }),
    ),
    ...lines.flatMap(({ id, messages }) => messages.flatMap((it) => failedFact(id, it))),
  ];
}

/** A conversation may hold messages of several tickets, all to one customer. */
function outreachIn({ messages: past, country }: PastTicket): LedgerFact[] {
  const messages = past.flatMap(asMessage);
  const ids = new Set(messages.flatMap((it) => (it.by === 'ventana' ? it.ticketId : [])));
  const market = country !== undefined && isSupportedCountry(country) ? getCountryCallingCode(country) : undefined;
  const facts = [...ids].flatMap((ticketId) => outreachFacts(ticketId, messages));
  return facts.map((it) => (it.of === 'outreach' && market !== undefined ? { ...it, market } : it));
}

const failedFact = (ticketId: string, { by, id, at, failed }: PastMessage): LedgerFact[] =>
  by === 'agent' && failed && id !== undefined ? [{ of: 'reply', ticketId, messageId: id, at, why: 'failed' }] : [];

/** Those that count: not a bot's, a trigger's or a template that an agent sent. */
function asMessage({ by, id, at, arrivedAt, stop, stopIfReply, ours }: PastMessage): Message[] {
  if (id === undefined) return [];
  if (by === 'ventana') return ours ? [{ by, id, at, ...ours }] : [];
  if (by === 'agent') return [{ by, id, at }];
  if (by !== 'customer') return [];
  return [
    {
      ...{ by, id, at },
      ...(arrivedAt !== undefined && { arrivedAt }),
      ...(stop && { stop }),
      ...(stopIfReply && { stopIfReply }),
    },
  ];
}
