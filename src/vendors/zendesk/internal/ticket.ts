import { z } from 'zod';
import type { Ticket } from '../../../../activities/ports';
import { canBe } from '../../../../activities/messageTime';
import type { AnswerState, Instant, OutcomeState, WindowState } from '../../../../activities/types';
import { instantSchema } from '../../http/instantSchema';
import { actionOf, type FieldIds, idSchema, optionPrefix, statusSchema } from '../fields';

const customFieldSchema = z.object({ id: idSchema, value: z.unknown().optional() });

/** A field that cannot be read must not hide the ticket. */
export const customFieldsSchema = z
  .array(z.unknown())
  .nullish()
  .transform((fields) => (fields ?? []).flatMap((it) => customFieldSchema.safeParse(it).data ?? []));

export const ticketSchema = z.looseObject({
  id: idSchema,
  status: statusSchema,
  created_at: instantSchema.nullish(),
  updated_at: z.string(),
  subject: z.string().nullish(),
  requester_id: idSchema,
  assignee_id: idSchema.nullish(),
  via: z.object({ channel: z.union([z.string(), z.number()]).transform(String) }).nullish(),
  custom_fields: customFieldsSchema,
});

export type ZendeskTicket = z.infer<typeof ticketSchema>;

/** A Zendesk ticket reduced to what matters here, with our fields found by their ids. */
export function toTicket(ticket: ZendeskTicket, fields: FieldIds, now: Instant): Ticket {
  const valueOf = (fieldId: string | undefined): string | undefined => {
    const value = ticket.custom_fields.find(({ id }) => id === fieldId)?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const action = valueOf(fields.action);
  const window = windowState(valueOf(fields.window));
  const closesAt = valueOf(fields.closesAt);
  const lacking = (['window', 'closesAt'] as const).filter((name) => !isKept(ticket, fields[name]));
  return {
    id: ticket.id,
    createdAt: ticket.created_at && canBe(ticket.created_at, now) ? ticket.created_at : 0,
    status: ticket.status,
    stamp: ticket.updated_at,
    subject: ticket.subject ?? '',
    requesterId: ticket.requester_id,
    ...(ticket.assignee_id && { assigneeId: ticket.assignee_id }),
    channel: ticket.via?.channel ?? 'unknown',
    ...(action && { action: actionOf(action) ?? action }),
    ...(window && { window }),
    ...(closesAt && { closesAt }),
    ...(isKept(ticket, fields.answer) && { answer: answerState(valueOf(fields.answer)) }),
    ...(isKept(ticket, fields.outcome) && { outcome: outcomeState(valueOf(fields.outcome)) }),
    ...(isKept(ticket, fields.silence) && { silence: silenceState(valueOf(fields.silence)) }),
    ...(lacking.length > 0 && { lacking }),
  };
}

/**
 * Zendesk lists every active field on a ticket, with null where it has no value, and ignores what is written to others.
 * Only a list that has such a null shows that a field is missing from it.
 */
function isKept({ custom_fields: listed }: ZendeskTicket, fieldId: string | undefined): boolean {
  if (fieldId === undefined) return false;
  return listed.some(({ id }) => id === fieldId) || !listed.some(({ value }) => value === null);
}

function windowState(value: string | undefined): WindowState | undefined {
  return (['open', 'closing', 'closed'] as const).find((state) => value === `${optionPrefix.window}${state}`);
}

const answerState = (value: string | undefined): AnswerState =>
  value === `${optionPrefix.answer}awaited` ? 'awaited' : 'none';

const outcomes = ['reminded', 'reminded_answered', 'contacted', 'contacted_answered'] as const;

const outcomeState = (value: string | undefined): OutcomeState =>
  outcomes.find((state) => value === `${optionPrefix.outcome}${state}`) ?? 'none';

const silenceState = (value: string | undefined): 'on' | 'off' =>
  value === `${optionPrefix.silence}on` ? 'on' : 'off';
