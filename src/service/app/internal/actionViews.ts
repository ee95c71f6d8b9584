import type { Policy } from '../../../../activities/policy';
import type { Note } from '../../../../activities/orders';
import { costAt, renditionAt } from '../../../../workflows/core/attempts';
import { type Conversation, isOver, type Live } from '../../../../workflows/core/conversation';
import { observes } from '../../../../workflows/core/observing';
import { own } from '../../../../workflows/core/own';
import { weighed } from '../../../../workflows/core/requests';
import { isOpen, RESCUE, WITHDRAW } from '../../../../workflows/core/rescue';
import { isSilenced } from '../../../../workflows/core/silence';
import { budgetRoomAt } from '../../../../workflows/core/turnBudget';
import { heldUntil, holdOf } from '../../../../workflows/core/turnHolds';
import { roomAt } from '../../../../workflows/core/turnLimits';
import type { Kind, Turns } from '../../../../workflows/core/turnState';
import { optionPrefix } from '../../../vendors/zendesk/fields';
import type { ActionView, HindranceView } from '../view';
import { contentOf, type ContentParts } from './content';
import { iso, isoOrNull } from './values';

export interface ActionParts extends ContentParts {
  turns: Turns | undefined;
  /** Since when all sending is paused. */
  pausedSince: number | undefined;
}

type Named = Pick<ActionView, 'name' | 'title' | 'kind'>;

function namesOf({ ticket, titles = {} }: Policy): Named[] {
  const proactive = Object.keys(ticket.proactive).map((name) => {
    const title = own(titles, name)?.split('::').at(-1);
    return { name, ...(title !== undefined && { title }), kind: 'proactive' as const };
  });
  return [
    ...(ticket.reopening ? [{ name: 'reopening', kind: 'reopening' as const }] : []),
    ...(ticket.rescue
      ? [
          { name: RESCUE, kind: 'rescue' as const },
          { name: WITHDRAW, kind: 'switch' as const },
        ]
      : []),
    ...proactive,
    { name: 'silence', kind: 'switch' },
    { name: 'unsilence', kind: 'switch' },
  ];
}

/** Each action of the policy: what it would do now, and what stops it. */
export const actionViews = (c: Conversation | undefined, parts: ActionParts): Promise<ActionView[]> =>
  Promise.all(
    namesOf(parts.policy.policy).map((named) =>
      c?.stage === 'watching' ? known(c, named, parts) : Promise.resolve(unknown(named)),
    ),
  );

/** Ventana does not watch the ticket: what would go out is decided once it has read it. */
const unknown = (named: Named): ActionView => ({
  ...{ ...named, value: optionPrefix.action + named.name },
  ...{ rendition: null, template: null, language: null, wording: null, counts: null, hindrances: [] },
});

async function known(c: Live, named: Named, parts: ActionParts): Promise<ActionView> {
  const { name, kind } = named;
  const bare = { ...unknown(named), hindrances: common(c, name) };
  if (name === 'silence' || name === 'unsilence') {
    const isDone = isSilenced(c) === (name === 'silence');
    return isDone ? { ...bare, hindrances: [...bare.hindrances, { code: 'nothingToDo', blocks: true }] } : bare;
  }
  const { message, refusal } = weighed(c, name);
  const hindrances = [...bare.hindrances, ...(refusal ? [refused(refusal)] : [])];
  if (kind === 'switch' || refusal?.kind === 'nothingToRescue') return { ...bare, hindrances };
  if (kind === 'rescue' && isOpen(c))
    return { ...bare, rendition: 'words', hindrances: [...hindrances, ...pausing(c, parts)] };
  const rendition = renditionAt(c, { message, attempts: 0, rendition: 'template' }, c.asOf);
  const counts = rendition === 'text' ? null : c.truth.conversation ? 'templates' : 'notifications';
  return {
    ...bare,
    ...(await contentOf(c, message, rendition, parts, c.asOf)),
    rendition,
    counts,
    hindrances: [...hindrances, ...pausing(c, parts), ...sending(c, message, counts, parts)],
  };
}

/** What concerns every action on this ticket. */
function common(c: Live, name: string): HindranceView[] {
  const { action, status } = c.truth.ticket;
  const isUnderWay = c.outreach.some((it) => it.requested && it.purpose.name === name && !isOver(it));
  return [
    ...(status === 'closed' ? [{ code: 'ticketClosed' as const, blocks: true }] : []),
    ...(action !== undefined || isUnderWay ? [{ code: 'inProgress' as const, blocks: true }] : []),
  ];
}

/** The note that an agent would get. */
function refused(note: Note): HindranceView {
  if (note.kind === 'sendFailed') return { code: note.failure.reason as HindranceView['code'], blocks: true };
  if (note.kind === 'alreadySent') return { code: 'alreadySent', blocks: true, at: iso(note.at) };
  return { code: note.kind === 'rescueExpired' ? 'rescueExpired' : 'nothingToRescue', blocks: true };
}

function pausing(c: Live, { pausedSince }: ActionParts): HindranceView[] {
  return [
    ...(observes(c) ? [{ code: 'observes' as const, blocks: true }] : []),
    ...(pausedSince === undefined ? [] : [{ code: 'paused' as const, blocks: false, at: iso(pausedSince) }]),
  ];
}

function sending(
  c: Live,
  message: string,
  counts: ActionView['counts'],
  { turns, policy: { limits, policy } }: ActionParts,
): HindranceView[] {
  if (!turns) return [];
  const template = own(c.truth.policy.messages, message)?.template;
  const uses = counts === null ? undefined : counts === 'templates' ? 'template' : 'notification';
  const request: Kind = { requested: true, message, quiet: [], ...(uses && { uses }), ...(template && { template }) };
  const hold = holdOf(turns, request);
  const room = roomAt(turns, uses);
  const month = budgetRoomAt(turns, costAt(c, { message }, counts === null ? 'text' : 'template', c.asOf));
  const probe = isoOrNull(heldUntil(turns, request));
  const until = isoOrNull(room);
  const monthEnds = isoOrNull(month);
  const error = hold?.code !== undefined && { error: hold.code };
  return [
    ...(hold ? [{ code: 'held' as const, blocks: false, ...(probe !== null && { until: probe }), ...error }] : []),
    ...(room > turns.asOf
      ? [{ code: 'limit' as const, blocks: limits.whenReached === 'stop', ...(until !== null && { until }) }]
      : []),
    ...(month > turns.asOf
      ? [
          {
            code: 'monthBudget' as const,
            blocks: policy.budget?.whenReached !== 'warn',
            ...(monthEnds !== null && { until: monthEnds }),
          },
        ]
      : []),
  ];
}
