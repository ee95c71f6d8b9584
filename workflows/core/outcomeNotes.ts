/**
 * What the agent is told of each of our messages. The last note says what is known last: it is written when that is
 * something else than what the ticket was told before. Row V9 of docs/behaviour.md.
 */
import type { KeyedNote, Note } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { type Live, type Outreach, keyed, waitsForTurn } from './conversation';
import { heldBy, isLongDelayed } from './deliveryErrors';
import { heldBackKey, observedKey } from './observing';
import { WORTH_TELLING_MS } from './pauses';
import { isLongPostponed } from './postponing';
import { OTHER_RENDITION_IS_TOLD, WORDS_ARE_RETRIED, decidesBy } from './rules';
import { settlesAt } from './settling';

/** The keys of such notes begin with these words, then comes the intent's id. */
const KINDS = [
  'sent',
  'arrived',
  'failed',
  'refused',
  'unknown',
  'observed',
  'heldBack',
  'held',
  'paused',
  'delayed',
  'retried',
  'dropped',
] as const;
type Kind = (typeof KINDS)[number];

interface Told {
  kind: Kind;
  key: string;
}

/** The note that the ticket is owed of this message; undefined: its last one is still true. */
export function outcomeNote(c: Live, intent: Outreach): KeyedNote | undefined {
  const told = lastTold(c.done, intent);
  const note = noteFor(c, intent, told);
  if (!note) return undefined;
  // Another note may have been written although no answer said so: then the last one is not known.
  const isCertain = lastTold(openlyUnsure(c), intent) === undefined;
  return told && isCertain && isRepeated(c, told, note, intent) ? undefined : { ...note, key: freshKey(c, note.key) };
}

const openlyUnsure = ({ unsure = [], done }: Live): string[] => unsure.filter((it) => !done.includes(it));

const lastTold = (keys: readonly string[], { id }: Outreach): Told | undefined =>
  keys.map((key) => ({ kind: kindOf(key, id), key })).findLast((it): it is Told => it.kind !== undefined);

const kindOf = (key: string, id: string): Kind | undefined =>
  KINDS.find((kind) => key === `${kind}:${id}` || key.startsWith(`${kind}:${id}:`));

const groupOf = (kind: Kind): Kind => (kind === 'arrived' ? 'sent' : kind);

export const wasEverToldSent = ({ done }: Live, id: string): boolean =>
  done.some((key) => key.startsWith(`sent:${id}:`));

/** The ticket was told the same last. */
function isRepeated(c: Live, told: Told, { key }: KeyedNote, intent: Outreach): boolean {
  const { id, putOff, unknownErrors, repeats } = intent;
  const kind = kindOf(key, id);
  if (kind === undefined || groupOf(kind) !== groupOf(told.kind) || hasOtherRendition(c, told, intent)) return false;
  // Another attempt went out; or another pause began.
  const isExact =
    kind === 'paused' ||
    (groupOf(kind) === 'sent' && (putOff ?? unknownErrors) === undefined) ||
    (repeats !== undefined && ENDS.includes(kind) && decidesBy(c, WORDS_ARE_RETRIED));
  return !isExact || told.kind === 'arrived' || told.key.replace(AGAIN, '') === key;
}

/** Of an agent's words, such a key names the request or the answer that they went out for. */
const ENDS: readonly Kind[] = ['failed', 'refused', 'unknown'];

const hasOtherRendition = (c: Live, { kind, key }: Told, { id, rendition }: Outreach): boolean =>
  decidesBy(c, OTHER_RENDITION_IS_TOLD) && kind === 'sent' && !key.startsWith(`sent:${id}:${rendition}:`);

const AGAIN = /:again\d+$/;

/** Where among the notes that were written the last one of this message stands; -1: there is none. */
export const placeOfLast = (done: readonly string[], id: string): number =>
  done.findLastIndex((key) => kindOf(key, id) !== undefined);

/** Each note is written once by its key, so what is told again has another one. */
export function freshKey({ done }: Pick<Live, 'done'>, key: string): string {
  if (!done.includes(key)) return key;
  const more = Array.from({ length: done.length + 1 }, (_, n) => `${key}:again${n + 1}`);
  return more.find((it) => !done.includes(it)) ?? key;
}

function noteFor(c: Live, intent: Outreach, told: Told | undefined): KeyedNote | undefined {
  const { purpose, message, rendition, attempts, progress } = intent;
  switch (progress.state) {
    case 'sent': {
      if (intent.repeats !== undefined || settlesAt(c, intent) !== undefined) return undefined;
      const key = told?.kind === 'failed' ? `arrived:${intent.id}` : `sent:${intent.id}:${rendition}:${attempts}`;
      return keyed(key, { kind: 'sent', purpose, message, rendition });
    }
    case 'failed':
    case 'refused':
    case 'unknown':
    case 'observed':
    case 'heldBack':
      return noteOfEnd(intent, progress);
    case 'dropped':
      return isAnnounced(told) && progress.instead === undefined
        ? keyed(`dropped:${intent.id}`, { kind: 'sendDropped', purpose })
        : undefined;
    case 'looking':
      return undefined;
    case 'wanted':
    case 'waiting':
    case 'ready':
      return noteOnTheWay(c, intent, progress, told);
  }
}

type End = Extract<Outreach['progress'], { state: 'failed' | 'refused' | 'unknown' | 'observed' | 'heldBack' }>;

/** It was not sent, or nobody knows. The keys are those of all rules: a run goes on by newer ones. */
export function noteOfEnd(intent: Outreach, end: End): KeyedNote {
  const { purpose, message } = intent;
  // An agent who asks again for words that failed is told again.
  const id = intent.repeats === undefined ? intent.id : `${intent.id}:${intent.since}`;
  switch (end.state) {
    case 'failed':
      return keyed(`failed:${id}`, { kind: 'sendFailed', purpose, message, failure: end.failure });
    case 'refused':
      return keyed(`refused:${id}`, end.note);
    case 'unknown':
      return keyed(`unknown:${id}`, { kind: 'sendUnknown', purpose });
    case 'observed':
      return keyed(observedKey(id), { kind: 'wouldSend', purpose, message, rendition: end.rendition });
    case 'heldBack':
      return keyed(heldBackKey(id), { kind: 'heldBack', purpose });
  }
}

/** The ticket was told that it is still to come, or that it went out; it did not. */
const isAnnounced = (told: Told | undefined): boolean =>
  told !== undefined && ['sent', 'arrived', 'held', 'paused', 'delayed', 'retried'].includes(told.kind);

type OnTheWay = Extract<Outreach['progress'], { state: 'wanted' | 'waiting' | 'ready' }>;

function noteOnTheWay(c: Live, intent: Outreach, progress: OnTheWay, told: Told | undefined): KeyedNote | undefined {
  const { id, purpose, requested, putOff, pausedSince, heldSince } = intent;
  const waits = waitsForTurn(intent);
  // Only where an agent waits for it: once in each pause.
  if (waits && requested && pausedSince !== undefined && pausedSince >= (heldSince ?? 0))
    return keyed(`paused:${id}:${pausedSince}`, { kind: 'sendPaused', purpose });
  const code = heldBy(intent) ?? (waits ? intent.heldBehind : undefined);
  if (code !== undefined) return keyed(`held:${id}`, { kind: 'sendHeld', purpose, code });
  const wasToldSent = told !== undefined && groupOf(told.kind) === 'sent';
  const notTaken = isLongPostponed(intent);
  // The others need no update each (rule 8).
  if ((isLongDelayed(intent) || notTaken) && (requested || wasEverToldSent(c, id))) {
    const why = notTaken ? { notTaken } : putOff?.code !== undefined && { code: putOff.code };
    return keyed(`delayed:${id}`, { kind: 'sendDelayed', purpose, ...why });
  }
  // Words that went out together have one note, which says nothing of each.
  const isTold = wasToldSent || (intent.repeats !== undefined && decidesBy(c, WORDS_ARE_RETRIED));
  if (!isTold || progress.state === 'waiting' || progress.notBefore - c.asOf < WORTH_TELLING_MS) return undefined;
  return keyed(`retried:${id}:${progress.notBefore}`, retried(c, intent, progress.notBefore));
}

function retried(c: Live, { purpose, failedAs = {} }: Outreach, at: Instant): Note {
  const reference = Object.keys(failedAs).at(-1);
  const code = reference === undefined ? undefined : c.failures[reference]?.code;
  return { kind: 'sendRetried', purpose, at, ...(code !== undefined && { code }) };
}
