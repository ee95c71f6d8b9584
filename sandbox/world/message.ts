export type Metadata = Record<string, string | number | boolean>;

export type Content =
  | { type: 'text'; text: string; payload?: string }
  | FileContent
  /** What Agent Workspace can send besides: nobody repeats it. */
  | { type: 'carousel' | 'location'; text?: string }
  | { type: 'template'; template: TemplateContent };

/** An image or a file, by its address. */
export interface FileContent {
  type: 'image' | 'file';
  mediaUrl: string;
  text?: string | undefined;
  altText?: string | undefined;
}

/** A template message in WhatsApp's own form. */
export interface TemplateContent {
  name: string;
  language: { code: string };
  components?: SentComponent[] | undefined;
}

export interface SentComponent {
  type: string;
  /** Of a button, whose place in the template is `index`. */
  sub_type?: string | undefined;
  index?: string | number | undefined;
  parameters?: SentParameter[] | undefined;
}

export interface SentParameter {
  type: string;
  text?: string | undefined;
  parameter_name?: string | undefined;
  payload?: string | undefined;
  coupon_code?: string | undefined;
  image?: { link?: string | undefined } | undefined;
  video?: { link?: string | undefined } | undefined;
  document?: { link?: string | undefined; filename?: string | undefined } | undefined;
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
  /** A system message's. */
  activity?: { type: string };
}
