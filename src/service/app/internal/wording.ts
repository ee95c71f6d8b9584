import { filled } from '../../../../activities/filled';
import type { MessageDefinition } from '../../../../activities/policy';
import type { OfficeHours } from '../../../../activities/officeHours';
import { chooseLanguage } from '../../../../activities/language';
import { within } from '../../../../activities/within';
import type { ActionView } from '../view';

/** A template's fixed texts, as Meta has approved them. */
export interface TemplateText {
  components?:
    { type: string; text?: string | undefined; buttons?: { text?: string | undefined }[] | undefined }[] | undefined;
}

/** What only the vendors can tell, each at most once an hour or so. Never throws. */
export interface Described {
  template(name: string, language: string): Promise<TemplateText | undefined>;
  /** The id of the ticket field "WhatsApp action". */
  actionField(): Promise<string | undefined>;
  /** The office's hours, and its values in messages. Absent: not known. */
  office?: Pick<OfficeHours, 'between' | 'nextOpening' | 'name'>;
}

/** A first answer does not wait longer (ms) for what a later one will have. */
const WAIT_MS = 500;

export const soon = async <T>(asked: Promise<T> | undefined): Promise<T | undefined> => asked && within(WAIT_MS, asked);

/**
 * With the office's values, which only the service knows, if the message has them.
 * @param at when it goes out
 */
export async function withOffice(
  wording: NonNullable<ActionView['wording']>,
  language: string,
  described: Described | undefined,
  at: number,
): Promise<NonNullable<ActionView['wording']>> {
  const texts = `${wording.body ?? ''} ${wording.header ?? ''}`;
  const office = described?.office;
  const [name, opensAt] = await Promise.all([
    soon(texts.includes('office.name') ? office?.name() : undefined),
    soon(texts.includes('office.opensAt') ? office?.nextOpening(at, language) : undefined),
  ]);
  if (name === undefined && opensAt === undefined) return wording;
  return { ...wording, office: { ...(name !== undefined && { name }), ...(opensAt !== undefined && { opensAt }) } };
}

/** The template with the policy's values, which may be placeholders, in the places of its variables. */
export async function templateWording(
  { template }: MessageDefinition,
  language: string,
  described: Described | undefined,
): Promise<NonNullable<ActionView['wording']>> {
  const found = await soon(described?.template(template.name, language));
  const part = (type: string) => found?.components?.find((it) => it.type === type);
  const header = part('HEADER')?.text;
  const footer = part('FOOTER')?.text;
  const headerValues = template.header && 'text' in template.header ? template.header.text : [];
  const body = part('BODY')?.text;
  return {
    body: body === undefined ? null : filled(body, template.parameters),
    ...(header !== undefined && { header: filled(header, headerValues) }),
    ...(footer !== undefined && { footer }),
    buttons: (part('BUTTONS')?.buttons ?? []).flatMap(({ text }) => (text === undefined ? [] : [text])),
  };
}

/** @param near the language of the customer's template, as the nearest known to that of the free-form text */
export function textWording(
  { text = {} }: MessageDefinition,
  near: string | undefined,
): { language: string; wording: NonNullable<ActionView['wording']> } {
  const language = chooseLanguage(Object.keys(text), near);
  return { language, wording: { body: text[language] ?? '', buttons: [] } };
}
