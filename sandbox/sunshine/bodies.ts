import { z } from 'zod';
import type { Content, Metadata } from '../world/message';

const metadata = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .refine((it) => Buffer.byteLength(JSON.stringify(it)) <= 4096, 'metadata must not exceed 4 KB');

/** Sunshine refuses a longer text itself. */
const textContent = z.looseObject({ type: z.literal('text'), text: z.string().min(1).max(4_096) });

const file = z.looseObject({ link: z.string().optional() }).optional();

/** Sunshine passes a template on as it is. Only its form is read here; WhatsApp judges its values. */
const component = z.looseObject({
  type: z.string(),
  sub_type: z.string().optional(),
  index: z.union([z.string(), z.number()]).optional(),
  parameters: z
    .array(
      z.looseObject({
        type: z.string(),
        text: z.string().optional(),
        parameter_name: z.string().optional(),
        payload: z.string().optional(),
        coupon_code: z.string().optional(),
        image: file,
        video: file,
        document: file,
      }),
    )
    .optional(),
});

const templateContent = z.looseObject({
  type: z.literal('template'),
  template: z.looseObject({
    name: z.string().min(1),
    language: z.looseObject({ code: z.string().min(1) }),
    components: z.array(component).optional(),
  }),
});

const fileContent = z.looseObject({
  type: z.enum(['image', 'file']),
  mediaUrl: z.url(),
  text: z.string().optional(),
  altText: z.string().optional(),
});

const content = z.discriminatedUnion('type', [textContent, fileContent, templateContent]);

/** Templates are in WhatsApp's format, not Sunshine's: they are accepted only with WhatsApp's schema. */
const schemaFits = (it: Content, schema: string | undefined): boolean =>
  it.type !== 'template' || schema === 'whatsapp';

const messagePost = z
  .looseObject({
    author: z.looseObject({ type: z.literal('business'), displayName: z.string().optional() }),
    content,
    schema: z.string().optional(),
    destination: z
      .looseObject({ integrationId: z.string().optional(), integrationType: z.string().optional() })
      .optional(),
    metadata: metadata.optional(),
  })
  .refine((it) => schemaFits(it.content, it.schema), 'content of type template needs schema whatsapp');

const notificationPost = z
  .looseObject({
    destination: z.looseObject({ integrationId: z.string().min(1), destinationId: z.string().min(1) }),
    author: z.looseObject({ role: z.literal('appMaker') }),
    messageSchema: z.string().optional(),
    message: content,
    metadata: metadata.optional(),
  })
  .refine((it) => schemaFits(it.message, it.messageSchema), 'message of type template needs messageSchema whatsapp');

const conversationPatch = z.looseObject({ metadata: metadata.optional() });

/** The body, or one sentence that says what is wrong with it. */
export type Checked<T> = { body: T } | { wrong: string };

function check<T>(schema: z.ZodType<T>, body: unknown): Checked<T> {
  const result = schema.safeParse(body);
  if (result.success) return { body: result.data };
  return { wrong: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
}

export const checkMessagePost = (body: unknown): Checked<z.infer<typeof messagePost>> => check(messagePost, body);

export const checkNotificationPost = (body: unknown): Checked<z.infer<typeof notificationPost>> =>
  check(notificationPost, body);

export const checkConversationPatch = (body: unknown): Checked<{ metadata?: Metadata | undefined }> =>
  check(conversationPatch, body);
