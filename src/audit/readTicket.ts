import { createHash } from 'node:crypto';
import { classify, endsSession } from '../../activities/classify';
import { believable } from '../../activities/messageTime';
import type { Policy } from '../../activities/policy';
import type { StoredMessage } from '../../activities/ports';
import type { Instant } from '../../activities/types';
import { saysNotThere, VendorError } from '../../activities/vendorError';
import type { SunshinePast } from '../vendors/sunshine/past';
import type { TicketPast, ZendeskPast } from '../vendors/zendesk/past';
import { countryOf } from '../rates/country';
import type { PastMessage, PastTicket, UnknownTicket, Why } from './facts';

const HOUR_MS = 3_600_000;

export interface ReadParts {
  zendesk: Pick<ZendeskPast, 'past'>;
  sunshine: SunshinePast;
  policy: Pick<Policy, 'optOutKeywords' | 'optOutReplyKeywords'>;
  account: string;
  since: Instant;
  now: () => Instant;
  /** Keep the ids of messages, and what our own say: for the ledger. */
  named?: boolean;
}

/** A window that was open when the time began was opened a day before at the earliest; a reply counts for two. */
const BEFORE_MS = 48 * HOUR_MS;
/** The message that opens a ticket has arrived seconds before Zendesk makes the ticket; it may be much older. */
const OPENING_MS = HOUR_MS;

/**
 * Reads one ticket's past: its audits, and the conversation that they name.
 * @returns why nothing is known of it, where a vendor says so for good
 * @throws VendorError for what may pass, and for credentials that are refused
 */
export async function readTicket(
  parts: ReadParts,
  { id, stamp }: { id: string; stamp: string },
): Promise<PastTicket | UnknownTicket> {
  const { zendesk, sunshine, since, now, account } = parts;
  const unknown = (why: Why): UnknownTicket => ({ id, stamp, why });
  const readAt = now();
  const exported = { id, stamp, status: '', updatedAt: readAt, channel: 'whatsapp', hasAction: false };
  const past = await zendesk.past(exported).catch(asUnknown('gone'));
  if ('why' in past) return unknown(past.why);
  const { conversation, createdAt = 0 } = past;
  const isWhatsApp = conversation?.channel === 'whatsapp' || conversation?.channel === 'unknown';
  if (!conversation || !isWhatsApp) return unknown('noConversation');
  const from = Math.max(createdAt - OPENING_MS, since - BEFORE_MS);
  const stored = await sunshine.messagesSince(conversation.id, from).catch(asUnknown('noMessages'));
  if ('why' in stored) return unknown(stored.why);
  const country = await countryIn(stored, sunshine);
  const cameSince = (all: readonly StoredMessage[]) => all.filter((it) => arrivedAt(it) >= from);
  const read = stored.map((it) => believable(it, readAt) ?? { ...it, unread: true as const });
  const own = cameSince(read);
  const unread = own.filter((it) => it.unread).length;
  const earlier = cameSince(await earlierMessages(sunshine, past, from));
  const messages = [
    ...earlier.flatMap((it) => pastMessage(it, parts.policy)).map((it) => ({ ...it, earlier: true as const })),
    ...own.flatMap((it) => pastMessage(it, parts.policy)),
  ].sort((a, b) => a.at - b.at);
  return {
    ...{ id, stamp, readAt, createdAt, statuses: past.statuses },
    ...sessionEnd(past, read),
    conversation: fingerprint(account, conversation.id),
    ...joining(past, createdAt),
    ...(country !== undefined && { country }),
    messages: withFailures(messages, past).map((it) => (parts.named ? it : anonymous(it))),
    ...(unread > 0 && { unread }),
  };
}

const arrivedAt = ({ at, receivedAt = at }: StoredMessage): Instant => Math.max(at, receivedAt);

/** Where the vendor says for good that it has no such thing, or that we may not read it. */
const asUnknown =
  (gone: Why) =>
  (error: unknown): { why: Why } => {
    if (saysNotThere(error)) return { why: gone };
    if (error instanceof VendorError && error.status === 403) return { why: 'refused' };
    throw error;
  };

/** Of the ticket's conversations before its last one. One that is gone is passed over. */
async function earlierMessages(
  sunshine: SunshinePast,
  { conversations, conversation }: TicketPast,
  from: Instant,
): Promise<StoredMessage[]> {
  const lists: StoredMessage[][] = [];
  for (const { id } of conversations) {
    if (id === conversation?.id) continue;
    const stored = await sunshine.messagesSince(id, from).catch(asUnknown('noMessages'));
    if (!('why' in stored)) lists.push(stored);
  }
  return lists.flat();
}

function joining({ conversations, conversation }: TicketPast, createdAt: Instant): Pick<PastTicket, 'joinedAt'> {
  const its = conversations.find(({ id }) => id === conversation?.id);
  return its && its.startedAt > createdAt ? { joinedAt: its.startedAt } : {};
}

/** The number is read for its calling code, and forgotten. Sunshine may refuse to show it. */
async function countryIn(stored: readonly StoredMessage[], sunshine: SunshinePast): Promise<string | undefined> {
  const customer = stored.findLast((it) => it.author === 'user' && it.userId !== undefined)?.userId;
  if (customer === undefined) return undefined;
  const ids = await sunshine.externalIds(customer).catch(asUnknown('noMessages'));
  return 'why' in ids ? undefined : ids.flatMap((it) => countryOf(it) ?? [])[0];
}

/** The same for tickets of one conversation; of no use to find it. */
const fingerprint = (account: string, conversationId: string): string =>
  createHash('sha256').update(`${account}/${conversationId}`).digest('base64url').slice(0, 16);

type Named = PastMessage & { id: string };

const anonymous = ({ id: _id, ours: _ours, ...it }: Named): PastMessage => it;

function pastMessage(stored: StoredMessage, policy: ReadParts['policy']): Named[] {
  const { id, at } = stored;
  const message = classify(stored, policy.optOutKeywords, policy.optOutReplyKeywords);
  if (message?.by === 'customer') {
    const { arrivedAt, stop, stopIfReply } = message;
    return [
      {
        id,
        by: 'customer',
        at,
        ...(arrivedAt !== undefined && { arrivedAt }),
        ...(stop && { stop }),
        ...(stopIfReply && { stopIfReply }),
      },
    ];
  }
  if (message?.by === 'ventana') {
    const { ticketId, sendId, purpose } = message;
    const used = stored.template && { language: stored.template.language, template: stored.template.name };
    return [{ id, by: 'ventana', at, ours: { ticketId, sendId, purpose, ...used } }];
  }
  if (message) return [{ id, by: message.by, at }];
  if (stored.author !== 'business' || stored.unread || stored.deleted || stored.activity !== undefined) return [];
  const isAgents = stored.source === 'zd:agentWorkspace' && stored.content === 'template';
  return [{ id, by: isAgents ? 'template' : 'automatic', at }];
}

/** An event without an id is about the last message of the business before it. */
function withFailures(messages: readonly Named[], { failures }: TicketPast): Named[] {
  const isOurs = ({ by }: Named): boolean => by !== 'customer';
  const failed = new Set(
    failures.map(({ at, messageId }) => messageId ?? messages.findLast((it) => isOurs(it) && it.at <= at)?.id),
  );
  return messages.map((it) => (isOurs(it) && failed.has(it.id) ? { ...it, failed: true as const } : it));
}

/** By the audits or by a system message; only an end after the newest start counts. */
function sessionEnd(
  { sessionStartedAt, sessionEndedAt }: TicketPast,
  stored: readonly StoredMessage[],
): Pick<PastTicket, 'sessionEndedAt'> {
  const byMessage = stored.findLast((it) => !it.unread && endsSession(it))?.at;
  const isOfThisSession = byMessage !== undefined && byMessage > (sessionStartedAt ?? Infinity);
  const at = sessionEndedAt ?? (isOfThisSession ? byMessage : undefined);
  return at === undefined ? {} : { sessionEndedAt: at };
}
