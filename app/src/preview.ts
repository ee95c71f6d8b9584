/** The message as the customer will read it: the values of Zendesk, by the rules of the service. */
import { fillIn, fixedPart, MissingValue } from '../../activities/fillIn';
import { placeholderValue } from '../../activities/placeholders';
import { fitTogether, LIMITS } from '../../activities/values';
import type { ActionView } from '../../src/service/app/view';

export type Wording = NonNullable<ActionView['wording']>;

/** What placeholders refer to. */
export interface Values {
  ticketId: string;
  subject: string;
  requester: string;
  assignee: string;
}

export interface Preview {
  header?: string;
  body: string;
  footer?: string;
  buttons: string[];
  /** A placeholder without value and fallback: nothing would be sent (P6). */
  missing?: string;
}

/**
 * @param rendition a template has less room than a text
 * @param unknown the words that stand for a value which only the service knows, and does not say
 */
export async function previewOf(
  { body, header, footer, buttons, office }: Wording,
  rendition: 'text' | 'template',
  values: Values,
  unknown: (placeholder: string) => string,
): Promise<Preview> {
  const missing: string[] = [];
  const sources = {
    ...{ ticketId: values.ticketId, subject: values.subject, requesterName: values.requester },
    assigneeName: () => values.assignee,
    opensAt: () => office?.opensAt ?? unknown('office.opensAt'),
    officeName: () => office?.name ?? unknown('office.name'),
  };
  const valued = (name: string): Promise<string | undefined> => placeholderValue(name, sources);
  const fill = async (pattern: string, limit: number): Promise<string> => {
    const room = (all: string[]): string[] => fitTogether(all, limit - fixedPart(pattern).length);
    try {
      return await fillIn(pattern, valued, room);
    } catch (error) {
      if (!(error instanceof MissingValue)) throw error;
      missing.push(error.placeholder);
      return pattern;
    }
  };
  const filled = {
    body: await fill(body ?? '', rendition === 'text' ? LIMITS.text : LIMITS.body),
    ...(header !== undefined && { header: await fill(header, LIMITS.header) }),
    ...(footer !== undefined && { footer }),
    buttons: [...buttons],
  };
  const [first] = missing;
  return { ...filled, ...(first !== undefined && { missing: first }) };
}
