/**
 * The switch of Zendesk's administrators: `pause` and `resume` in "WhatsApp action", on any ticket. Rows X6 and X7 of
 * docs/behaviour.md.
 */
import type { KeyedNote } from '../../activities/orders';
import { type Live, keyed } from './conversation';
import type { Instant } from '../../activities/types';
import type { OwnEvent } from './events';
import type { Plan } from './plan';
import { PAUSES, decidesBy } from './rules';

/** The actions that are no message. A policy of an earlier version may have a message of that name. */
export const isSwitch = (c: Live): boolean => switchOf(c) !== undefined;

interface Switched {
  key: string;
  paused: boolean;
  askedAt: Instant;
  /** The administrator's user id; absent: somebody else used it. */
  admin?: string;
}

function switchOf(c: Live): Switched | undefined {
  const { action } = c.truth.ticket;
  if (!action || !decidesBy(c, PAUSES) || Object.hasOwn(c.truth.policy.proactive, action.name)) return undefined;
  if (action.name !== 'pause' && action.name !== 'resume') return undefined;
  const { name, since = c.asOf, admin } = action;
  return { key: `${name}:${since}`, paused: name === 'pause', askedAt: since, ...(admin !== undefined && { admin }) };
}

/** At once, whatever else the ticket has before it. */
export function switching(c: Live): Plan | undefined {
  const it = switchOf(c);
  if (it?.admin === undefined || switchIsOver(c)) return undefined;
  const { key, paused, askedAt, admin: by } = it;
  const effect = { type: 'setPause', order: { ticketId: c.ticketId, paused, by, askedAt }, key } as const;
  return { name: 'switch', at: Math.max(c.asOf, c.switchNotBefore ?? 0), act: () => ({ next: c, effect }) };
}

/** Whether the field must be emptied. */
export function switchIsOver(c: Live): boolean {
  const it = switchOf(c);
  return it !== undefined && (it.admin === undefined || c.switched === it.key);
}

export function switchNote(c: Live): KeyedNote | undefined {
  const it = switchOf(c);
  if (!it || !switchIsOver(c)) return undefined;
  if (it.admin === undefined) return keyed(`refused:${it.key}`, { kind: 'switchRefused' });
  return keyed(`done:${it.key}`, { kind: it.paused ? 'sendingPaused' : 'sendingResumed' });
}

export function evolveSwitch(c: Live, event: Extract<OwnEvent, { type: 'pauseSet' | 'pauseNotSet' }>): Live {
  if (event.type === 'pauseNotSet') return { ...c, switchNotBefore: event.retryAt };
  const { switchNotBefore: _notBefore, ...rest } = c;
  return { ...rest, switched: event.key };
}
