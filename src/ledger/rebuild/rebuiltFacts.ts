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
  const statuses = new Map(tickets.map((it) => [it.id, it.statuses]));
  return [
    ...tickets.flatMap((it) => outreachIn(it, (ticketId) => statuses.get(ticketId))),
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
  ];
}

/** A conversation may hold messages of several tickets, all to one customer. */
function outreachIn(
  { messages: past, country }: PastTicket,
  statusesOf: (ticketId: string) => PastTicket['statuses'] | undefined,
): LedgerFact[] {
  const messages = past.flatMap(asMessage);
  const used = new Map(past.map(({ ours }) => [ours?.sendId, templateOf(ours)]));
  const ids = new Set(messages.flatMap((it) => (it.by === 'ventana' ? it.ticketId : [])));
  const market = country !== undefined && isSupportedCountry(country) ? getCountryCallingCode(country) : undefined;
  const facts = [...ids].flatMap((ticketId) => outreachFacts(ticketId, messages, statusesOf(ticketId)));
  return facts.map((it) => {
    if (it.of !== 'outreach') return it;
    return { ...it, ...(market !== undefined && { market }), ...used.get(it.sendId) };
  });
}

const templateOf = ({ language, template }: Partial<Ours> = {}): Pick<Ours, 'language' | 'template'> => ({
  ...(language !== undefined && { language }),
  ...(template !== undefined && { template }),
});

const asOurs = (id: string, at: Instant, { ticketId, sendId, purpose }: Ours): Message => ({
  ...{ by: 'ventana', id, at, ticketId, sendId, purpose },
});
type Ours = NonNullable<PastMessage['ours']>;

/** Those that count: not a bot's, a trigger's or a template that an agent sent. */
function asMessage({ by, id, at, arrivedAt, stop, stopIfReply, ours }: PastMessage): Message[] {
  if (id === undefined) return [];
  if (by === 'ventana') return ours ? [asOurs(id, at, ours)] : [];
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
