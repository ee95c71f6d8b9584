import { z } from 'zod';

/**
 * Agent Workspace shows in its events that a message was not delivered. Neither the name nor the form of that event is
 * documented: every event named so counts.
 */
const OF_FAILURES = /(?:message|deliver|send).{0,40}fail|fail.{0,20}(?:message|deliver)|undelivered|not.?delivered/i;

export const isOfFailure = (type: string): boolean => OF_FAILURES.test(type);

const idSchema = z.string().min(1).optional().catch(undefined);
const failureSchema = z
  .object({
    message_id: idSchema,
    messageId: idSchema,
    id: idSchema,
    message: z.object({ id: idSchema }).optional().catch(undefined),
  })
  .catch({ message_id: undefined, messageId: undefined, id: undefined, message: undefined });

/** What is kept of such an event: the message's id, and nothing of what it said. */
export function failedMessageId(value: unknown): string | undefined {
  const { message_id, messageId, message, id } = failureSchema.parse(value);
  return message_id ?? messageId ?? message?.id ?? id;
}
