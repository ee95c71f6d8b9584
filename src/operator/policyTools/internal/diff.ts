import type { Instant, Truth } from '../../../../activities/types';
import type { Conversation, Live } from '../../../../workflows/core/conversation';
import type { Verdict } from '../../../../workflows/core/verdict';
import { KINDS, type Kind, forecastOf } from './forecast';

/** What a policy contributes to the truth of every ticket: its rules, and its hours as resolved now. */
export type Rules = Pick<Truth, 'policy' | 'office' | 'quiet'>;

/** How one planned action of a ticket changes. */
export type Turn = 'later' | 'earlier' | 'cancelled' | 'new' | 'otherMessage';

export interface Change {
  ticketId: string;
  kind: Kind;
  turn: Turn;
  /** When it is due under the rules that the run uses now. */
  before?: Instant;
  /** When it is due under the new rules. */
  after?: Instant;
  /** If it is cancelled: the reason, in the same words as in Temporal's UI. */
  why?: string;
}

export interface PolicyDiff {
  /** Open tickets that were asked. */
  tickets: number;
  /** Of these, the tickets that already use the new rules. */
  upToDate: number;
  /** Of these, the tickets that were not read yet. Their first read will use their worker's policy. */
  unread: number;
  /** Tickets for which something changes. */
  changed: number;
  changes: Change[];
}

/** What the rules would change for these tickets, based on what each run knows. */
export function diffPolicy(conversations: readonly Conversation[], rules: Rules, now: Instant): PolicyDiff {
  const open = conversations.filter(({ stage }) => stage !== 'ended');
  const watched = open.filter((it): it is Live => it.stage === 'watching');
  const changes = watched.flatMap((it) => changesOf(it, rules, now));
  return {
    tickets: open.length,
    upToDate: watched.filter((it) => usesPolicy(it, rules.policy.version)).length,
    unread: open.length - watched.length,
    changed: new Set(changes.map(({ ticketId }) => ticketId)).size,
    changes,
  };
}

/** Whether the run has read the truth from a worker with this version of the policy. */
export const usesPolicy = (c: Conversation, version: string | undefined): boolean =>
  c.stage === 'watching' && version !== undefined && c.truth.policy.version === version;

function changesOf(c: Live, rules: Rules, now: Instant): Change[] {
  const before = forecastOf(c, now);
  const after = forecastOf({ ...c, truth: { ...c.truth, ...rules } }, now);
  return KINDS.flatMap((kind) => {
    const change = compare(before[kind], after[kind]) ?? otherMessage(c, kind, before[kind], rules);
    return change ? [{ ticketId: c.ticketId, kind, ...change }] : [];
  });
}

type Comparison = Omit<Change, 'ticketId' | 'kind'>;

function compare(before: Verdict, after: Verdict): Comparison | undefined {
  if ('none' in before) return 'none' in after ? undefined : { turn: 'new', after: after.at };
  if ('none' in after) return { turn: 'cancelled', before: before.at, why: after.none };
  if (before.at === after.at) return undefined;
  return { turn: after.at > before.at ? 'later' : 'earlier', before: before.at, after: after.at };
}

function otherMessage(c: Live, kind: Kind, due: Verdict, { policy }: Rules): Comparison | undefined {
  if (kind === 'warning' || kind === 'solving' || 'none' in due) return undefined;
  const isSame = c.truth.policy[kind]?.message === policy[kind]?.message;
  return isSame ? undefined : { turn: 'otherMessage', before: due.at, after: due.at };
}
