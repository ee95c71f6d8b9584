/** Turns a message of the policy into what WhatsApp is given: a language and its values. */
import type { Dependencies } from './dependencies';
import { chooseLanguage } from './language';
import { firstName, personName } from './personName';
import type { MessageDefinition } from './policy';
import type { OutgoingContent, Ticket, User } from './ports';
import { fillIn, type Valued } from './fillIn';
import { renderTemplate } from './renderTemplate';
import type { Rendition } from './types';
import { foreignValue, fitTogether, LIMITS } from './values';

export { chooseLanguage } from './language';
export { MissingValue } from './fillIn';

/** What placeholders can refer to. */
export interface Subjects {
  ticket: Ticket;
  requester: User;
  /** Read only where a value needs it. */
  assignee?: () => Promise<User | undefined>;
}

/**
 * Renders the message in the requester's language, with values that WhatsApp accepts.
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
  const valued: Valued = (name) => valueOf(deps, name, subjects, language);
  if (rendition === 'text' && text) return { type: 'text', text: await renderText(text[language] ?? '', valued) };
  return renderTemplate(template, language, valued, deps.templateLengths);
}

/** A free-form text keeps its own line breaks. If it would be too long, its values are cut. */
const renderText = (pattern: string, valued: Valued): Promise<string> =>
  fillIn(pattern, valued, (values, fixed) => fitTogether(values, LIMITS.text - fixed));

/** The value as WhatsApp accepts it; undefined if there is nothing to see in it. */
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
      return firstName(requester.name);
    case 'ticket.id':
      return ticket.id;
    case 'ticket.subject':
      return foreignValue(ticket.subject) || undefined;
    case 'agent.name':
      return foreignValue((await assignee?.())?.name ?? '') || undefined;
    case 'office.opensAt':
      return foreignValue((await hours.nextOpening(now(), language)) ?? '') || undefined;
    case 'office.name':
      return foreignValue(await hours.name()) || undefined;
    default:
      return undefined;
  }
}
