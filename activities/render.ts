/** Turns a message of the policy into what WhatsApp is given: a language and its values. */
import type { Dependencies } from './dependencies';
import type { MessageDefinition } from './policy';
import type { OutgoingContent, Ticket, User } from './ports';
import type { Rendition } from './types';

/** A placeholder has neither a value nor a fallback: nothing is sent (P6). */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';
  constructor(readonly placeholder: string) {
    super(`no value for {{${placeholder}}}`);
  }
}

/** What placeholders can refer to. */
export interface Subjects {
  ticket: Ticket;
  requester: User;
  assignee?: User;
}

/**
 * Renders the message in the requester's language.
 * @throws MissingValue
 */
export async function render(
  deps: Dependencies,
  message: MessageDefinition,
  rendition: Rendition,
  subjects: Subjects,
): Promise<OutgoingContent> {
  const { template, text } = message;
  const { locale } = subjects.requester;
  const available = rendition === 'text' && text ? Object.keys(text) : template.languages;
  const language = chooseLanguage(available, locale);
  const fill = (pattern: string): Promise<string> => fillIn(pattern, (name) => valueOf(deps, name, subjects, language));
  if (rendition === 'text' && text) return { type: 'text', text: await fill(text[language] ?? '') };
  return {
    type: 'template',
    name: template.name,
    ...(template.namespace !== undefined && { namespace: template.namespace }),
    language,
    parameters: await Promise.all(template.parameters.map(fill)),
  };
}

/**
 * The requester's exact locale, else its base language, else the first in the list. `es-ES` and `es_ES` are the same.
 */
export function chooseLanguage(available: readonly string[], locale: string | undefined): string {
  const plain = (tag: string): string => tag.replace('_', '-').toLowerCase();
  const wanted = plain(locale ?? '');
  const exact = available.find((it) => plain(it) === wanted);
  const base = available.find((it) => plain(it) === wanted.split('-')[0]);
  return exact ?? base ?? available[0] ?? 'en';
}

const PLACEHOLDER = /\{\{\s*([\w.]+)\s*(?:\|([^}]*))?\}\}/g;

async function fillIn(pattern: string, valueFor: (name: string) => Promise<string | undefined>): Promise<string> {
  const parts = await Promise.all(
    [...pattern.matchAll(PLACEHOLDER)].map(async ([, name = '', fallback]) => {
      const value = (await valueFor(name)) ?? fallback?.trim();
      if (value === undefined || value === '') throw new MissingValue(name);
      return value;
    }),
  );
  let index = 0;
  return pattern.replace(PLACEHOLDER, () => parts[index++] ?? '');
}

async function valueOf(
  { hours, now }: Dependencies,
  name: string,
  { ticket, requester, assignee }: Subjects,
  language: string,
): Promise<string | undefined> {
  switch (name) {
    case 'requester.name':
      return personName(requester.name);
    case 'requester.firstName':
      return personName(requester.name)?.split(/\s+/)[0];
    case 'ticket.id':
      return ticket.id;
    case 'ticket.subject':
      return ticket.subject.trim() || undefined;
    case 'agent.name':
      return assignee?.name;
    case 'office.opensAt':
      return hours.nextOpening(now(), language);
    case 'office.name':
      return (await hours.name()) || undefined;
    default:
      return undefined;
  }
}

/** A WhatsApp name is often a phone number or an emoji: a name without letters counts as missing. */
function personName(name: string): string | undefined {
  const trimmed = name.trim();
  const first = trimmed.split(/\s+/)[0] ?? '';
  return /\p{L}/u.test(first) && !/\d{5,}/.test(trimmed) ? trimmed : undefined;
}
