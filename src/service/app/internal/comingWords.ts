import { renditionAt } from '../../../../workflows/core/attempts';
import type { Live } from '../../../../workflows/core/conversation';
import type { OutreachView, TicketView } from '../view';
import { contentOf, type ContentParts } from './content';

/** Those that still say something to somebody: what was refused or is not needed any more has no words. */
const WORDLESS: readonly OutreachView['state'][] = ['refused', 'dropped'];

/** The messages with what the customer reads. */
export const withWords = (c: Live, outreach: readonly OutreachView[], parts: ContentParts): Promise<OutreachView[]> =>
  Promise.all(
    outreach.map(async (it) => {
      const intent = c.outreach.find(({ id }) => id === it.id);
      if (!intent || it.rendition === 'words' || WORDLESS.includes(it.state)) return it;
      const { wording } = await contentOf(c, intent.message, it.rendition, parts, c.asOf);
      return wording ? { ...it, wording } : it;
    }),
  );

type Next = TicketView['next'];

/** The next step, with the message that will be sent by itself. */
export async function nextWithMessage(c: Live, next: Next, parts: ContentParts): Promise<Next> {
  const message = next ? messageOf(c, next.what) : undefined;
  if (!next || message === undefined) return next;
  const at = next.at === null ? c.asOf : Date.parse(next.at);
  const rendition = renditionAt(c, { message, attempts: 0, rendition: 'template' }, at);
  const { template, wording } = await contentOf(c, message, rendition, parts, at);
  return { ...next, message: { rendition, template, wording } };
}

function messageOf({ truth: { policy } }: Live, what: NonNullable<Next>['what']): string | undefined {
  switch (what) {
    case 'reminder':
      return policy.followUp?.message;
    case 'reopening':
      return policy.reopening?.message;
    case 'rescue':
      return policy.rescue?.message;
    default:
      return undefined;
  }
}
