import type { Instant, TicketStatus } from '../../../../activities/types';
import { statusSchema } from '../fields';
import type { Audit } from './audits';
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
