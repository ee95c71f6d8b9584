/**
 * What runs that decide by rules before 5 tell the agent of our messages (`rules.ts`): `outcomeNotes.ts` in those days.
 */
import type { KeyedNote } from '../../activities/orders';
import { type Live, type Outreach, keyed, waitsForTurn } from './conversation';
import { heldBy, isLongDelayed } from './deliveryErrors';
import { noteOfEnd, wasEverToldSent } from './outcomeNotes';
import { isLongPostponed } from './postponing';
import { ERROR_KINDS, decidesBy } from './rules';

export const formerNotes = (c: Live, it: Outreach): (KeyedNote | undefined)[] => [
  heldNote(it),
  pausedNote(it),
  delayedNote(c, it),
  reportOf(c, it),
];

/** WhatsApp accepts nothing with this template, or from the account, until people have acted. */
function heldNote(intent: Outreach): KeyedNote | undefined {
  const code = heldBy(intent) ?? intent.heldBehind;
  return code === undefined
    ? undefined
    : keyed(`held:${intent.id}`, { kind: 'sendHeld', purpose: intent.purpose, code });
}

/** Only where an agent waits for it: once in each pause. */
const pausedNote = (intent: Outreach): KeyedNote | undefined =>
  intent.pausedSince === undefined || !intent.requested || !waitsForTurn(intent)
    ? undefined
    : keyed(`paused:${intent.id}:${intent.pausedSince}`, { kind: 'sendPaused', purpose: intent.purpose });

/**
 * WhatsApp, Sunshine or Zendesk has an outage. Only where an agent waits for the message, or has read that it was sent:
 * the others need no update each (rule 8).
 */
function delayedNote(c: Live, intent: Outreach): KeyedNote | undefined {
  const { id, purpose, requested, putOff, progress } = intent;
  const notTaken = isLongPostponed(intent);
  const isAhead = progress.state === 'ready' || waitsForTurn(intent);
  if (!decidesBy(c, ERROR_KINDS) || !isAhead || !(isLongDelayed(intent) || notTaken)) return undefined;
  if (!requested && !wasEverToldSent(c, id)) return undefined;
  return keyed(`delayed:${id}`, {
    kind: 'sendDelayed',
    purpose,
    ...(notTaken ? { notTaken } : putOff?.code !== undefined && { code: putOff.code }),
  });
}

function reportOf(c: Live, intent: Outreach): KeyedNote | undefined {
  const { id, purpose, message, rendition, attempts, putOff, unknownErrors, progress } = intent;
  switch (progress.state) {
    case 'sent':
      if (intent.repeats !== undefined) return undefined;
      // D7: the agent has read that it failed.
      if (c.done.includes(`failed:${id}`)) return keyed(`arrived:${id}`, { kind: 'sent', purpose, message, rendition });
      if ((putOff ?? unknownErrors) !== undefined && wasEverToldSent(c, id)) return undefined;
      return keyed(`sent:${id}:${rendition}:${attempts}`, { kind: 'sent', purpose, message, rendition });
    case 'failed':
    case 'refused':
    case 'unknown':
    case 'observed':
    case 'heldBack':
      return noteOfEnd(intent, progress);
    case 'wanted':
    case 'waiting':
    case 'ready':
    case 'looking':
    case 'dropped':
      return undefined;
  }
}
