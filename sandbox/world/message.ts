export type Metadata = Record<string, string | number | boolean>;

export type Content =
  { type: 'text'; text: string; payload?: string } | { type: 'template'; template: TemplateContent };

export interface TemplateContent {
  name: string;
  language: { code: string };
  components?: { type: string; parameters?: { type: string; text?: string | undefined }[] | undefined }[] | undefined;
}

/** A message as Sunshine's API returns it. */
export interface StoredMessage {
  id: string;
  received: string;
  author: { type: 'user' | 'business'; userId?: string; displayName?: string; subtypes?: string[] };
  content: Content;
  source: {
    type: string;
    integrationId?: string;
    originalMessageId?: string;
    originalMessageTimestamp?: string;
  };
  metadata?: Metadata;
}
