import type { Instant, TicketStatus } from '../../../../activities/types';
import { statusSchema } from '../fields';
import { type Audit, chatSchema } from './audits';
import { isOfFailure } from './failures';

export interface StatusChange {
  at: Instant;
  status: TicketStatus;
}

/** Every status that the ticket has had, oldest first. */
export function statusesOf(audits: readonly Audit[]): StatusChange[] {
  const oldestFirst = [...audits].sort((a, b) => a.created_at - b.created_at || Number(a.id) - Number(b.id));
  const all = oldestFirst.flatMap(({ created_at: at, events }) =>
    events.flatMap(({ type, field_name, value }) => {
      const isStatus = (type === 'Create' || type === 'Change') && field_name === 'status';
      const status = isStatus ? statusSchema.safeParse(value).data : undefined;
      return status ? [{ at, status }] : [];
    }),
  );
  return all.filter((it, place) => all[place - 1]?.status !== it.status);
}

export interface PastConversation {
  id: string;
  /** When the ticket's first session in it began. */
  startedAt: Instant;
}

/** The WhatsApp conversations in which the ticket has had sessions, oldest first. Mostly there is one. */
export function conversationsOf(audits: readonly Audit[]): PastConversation[] {
  const found = new Map<string, Instant>();
  for (const { created_at: at, events } of audits) {
    for (const { type, value } of events) {
      const chat = type === 'ChatStartedEvent' ? chatSchema.safeParse(value).data : undefined;
      if (!chat || !['whatsapp', 'unknown'].includes(chat.channel ?? 'unknown')) continue;
      found.set(chat.conversation_id, Math.min(at, found.get(chat.conversation_id) ?? Infinity));
    }
  }
  return [...found].map(([id, startedAt]) => ({ id, startedAt })).sort((a, b) => a.startedAt - b.startedAt);
}

/** A message that was not delivered, according to the ticket's audits. Without an id: the last one before `at`. */
export interface FailedMessage {
  at: Instant;
  messageId?: string;
}

export const failuresOf = (audits: readonly Audit[]): FailedMessage[] =>
  audits.flatMap(({ created_at: at, events }) =>
    events
      .filter(({ type }) => isOfFailure(type))
      .map(({ value }) => ({ at, ...(typeof value === 'string' && { messageId: value }) })),
  );
