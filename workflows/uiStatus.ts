import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Conversation } from './core/conversation';
import { isLittleLater } from './core/display';
import { failingOf } from './core/failing';
import { CHANGED_ATTRIBUTES, FAILURES_ARE_SHOWN, LASTING_ATTRIBUTES, decidesBy } from './core/rules';
import { closesAt } from './core/history';
import { stageOf } from './core/stage';
import { type TicketInput, searchAttributes } from './messages';
import { detailsOf } from './details';
import { nextAction } from './words';

const MINUTE = 60_000;

/**
 * Keeps Temporal's UI up to date: the current details (free) and the search attributes (one Action for each upsert,
 * however many change).
 */
export function createUiStatus({ ticketUrl, conversation: carriedOver }: TicketInput): {
  show(conversation: Conversation): void;
} {
  let shown: Attributes | undefined;
  return {
    show(conversation) {
      setCurrentDetails(detailsOf(conversation, ticketUrl));
      const attributes = attributesOf(conversation);
      if (shown && !isNews(attributes, shown, conversation.frugal)) return;
      // That a run has ended is Temporal's to say.
      if (attributes.stage === 'ended' && decidesBy(conversation, LASTING_ATTRIBUTES)) return;
      // What a run carries on has attributes that we do not know here.
      const before = shown ?? (carriedOver ? undefined : NONE);
      const isNew = (name: Name): boolean => !before || before[name] !== attributes[name];
      shown = attributes;
      const names = decidesBy(conversation, CHANGED_ATTRIBUTES) ? NAMES.filter(isNew) : NAMES;
      const known = names.filter((it) => it !== 'failed' || decidesBy(conversation, FAILURES_ARE_SHOWN));
      upsertSearchAttributes(known.map((it) => pairs[it](attributes)));
    },
  };
}

/**
 * Whether the search attributes are worth an upsert. With `frugal`, they are not when only the end of the window has
 * moved a little.
 */
function isNews(now: Attributes, shown: Attributes, frugal: true | undefined): boolean {
  const { closes } = shown;
  const isStill = frugal && closes !== undefined && now.closes !== undefined && isLittleLater(closes, now.closes);
  return JSON.stringify(isStill ? { ...now, closes } : now) !== JSON.stringify(shown);
}

const date = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

function attributesOf(c: Conversation): Attributes {
  const next = lastingAction(c);
  const closes = closesAt(c);
  const live = c.stage === 'watching' ? c : undefined;
  const failed = failingOf(c);
  const conversationId = live?.truth.conversation?.id ?? c.heardConversationId;
  const notified = live?.outreach.findLast(
    (it) => it.progress.state === 'sent' && live.truth.conversation === undefined,
  );
  return {
    stage: stageOf(c),
    ...(next && { action: next.name, actionAt: next.at }),
    ...(closes !== undefined && { closes }),
    ...(conversationId !== undefined && { conversationId }),
    ...(notified?.progress.state === 'sent' && { notificationId: notified.progress.reference }),
    ...(failed !== undefined && { failed }),
  };
}

/** Who looks at the list later than a moment from now finds it done. */
function lastingAction(c: Conversation): ReturnType<typeof nextAction> {
  const next = nextAction(c);
  const passes = next?.name === 'update' && next.at - c.asOf < MINUTE && decidesBy(c, LASTING_ATTRIBUTES);
  return passes ? undefined : next;
}

type Name = keyof Attributes;

const NONE: Attributes = { stage: '' };

const pairs: Record<Name, (attributes: Attributes) => SearchAttributeUpdatePair> = {
  stage: ({ stage }) => ({ key: searchAttributes.stage, value: stage }),
  action: ({ action }) => ({ key: searchAttributes.nextAction, value: action ?? null }),
  actionAt: ({ actionAt }) => ({ key: searchAttributes.nextActionAt, value: date(actionAt) }),
  closes: ({ closes }) => ({ key: searchAttributes.windowClosesAt, value: date(closes) }),
  conversationId: ({ conversationId }) => ({ key: searchAttributes.conversationId, value: conversationId ?? null }),
  notificationId: ({ notificationId }) => ({ key: searchAttributes.notificationId, value: notificationId ?? null }),
  failed: ({ failed }) => ({ key: searchAttributes.failed, value: failed ?? null }),
};
const NAMES = Object.keys(pairs) as Name[];

interface Attributes {
  stage: string;
  action?: string;
  actionAt?: number;
  closes?: number;
  conversationId?: string;
  notificationId?: string;
  failed?: string;
}
