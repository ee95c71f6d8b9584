import { z } from 'zod';

/** Where a message went. What cannot be read counts as not given. */
export const destinationSchema = z
  .object({ type: z.string().nullish().catch(undefined) })
  .nullish()
  .catch(undefined);

/**
 * Whether a delivery report is about WhatsApp. Its outcome and `isFinalEvent` belong to one message and one destination
 * (OpenAPI file of Sunshine Conversations): a failed push to a phone says nothing of WhatsApp. A report that names no
 * destination is taken for WhatsApp's, because a failure must not be lost.
 */
export const isOnWhatsApp = (destination: z.output<typeof destinationSchema>): boolean =>
  ['whatsapp', 'notification', ''].includes(destination?.type?.toLowerCase() ?? '');
