/** Turns a message of the policy into what WhatsApp is given: a language and its values. */
import type { Dependencies } from './dependencies';
import { chooseLanguage } from './language';
import type { MessageDefinition } from './policy';
import { placeholderValue } from './placeholders';
import type { OutgoingContent, Ticket, User } from './ports';
import { fillIn, type Valued } from './fillIn';
import { renderTemplate } from './renderTemplate';
import type { Rendition } from './types';
import { fitTogether, LIMITS } from './values';

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
  const language = languageOf(message, rendition, subjects.requester.locale);
  const { ticket, requester, assignee } = subjects;
  const sources = {
    ...{ ticketId: ticket.id, subject: ticket.subject, requesterName: requester.name },
    assigneeName: async () => (await assignee?.())?.name,
    opensAt: () => deps.hours.nextOpening(deps.now(), language),
    officeName: () => deps.hours.name(),
  };
  const valued: Valued = (name) => placeholderValue(name, sources);
  if (rendition === 'text' && text) return { type: 'text', text: await renderText(text[language] ?? '', valued) };
  return renderTemplate(template, language, valued, deps.templateLengths);
}

/** The language in which a customer gets it. @param locale as Zendesk has it; undefined: not known */
export function languageOf(
  { template, text }: MessageDefinition,
  rendition: Rendition,
  locale: string | undefined,
): string {
  return chooseLanguage(rendition === 'text' && text ? Object.keys(text) : template.languages, locale);
}

/** A free-form text keeps its own line breaks. If it would be too long, its values are cut. */
const renderText = (pattern: string, valued: Valued): Promise<string> =>
  fillIn(pattern, valued, (values, fixed) => fitTogether(values, LIMITS.text - fixed));
