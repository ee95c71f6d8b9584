/** What a WhatsApp delivery error leads to: another rendition, a pause, or the end. The codes are Meta's. */
import type { SendFailure } from '../../activities/orders';
import type { Instant, Rendition } from '../../activities/types';
import type { Outreach } from './conversation';
import { type FailureKind, isFailureKind, kindOfCode } from './errorCodes';
import { ERROR_KINDS, RULES, TEXTS_HAVE_NO_TEMPLATE, TURN_FOR_EACH_ATTEMPT, decidesBy } from './rules';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const PROBE_MS = 5 * MINUTE;
/** A message put off for longer than this no longer makes sense. */
const PUT_OFF_AT_MOST_MS = DAY;
/** The pauses (ms) before a message is tried again although nobody knows what the error asks for. */
const UNKNOWN_PAUSES_MS = [5 * MINUTE, 30 * MINUTE] as const;

/**
 * The intent after a failure of its last attempt: ready for the next attempt, or failed.
 * @param rules by which rules the run decides (`rules.ts`)
 */
export function afterFailure(intent: Outreach, failure: SendFailure, now: Instant, rules = RULES): Outreach {
  const told = decidesBy({ rules }, ERROR_KINDS) ? kindOf(failure) : formerKindOf(failure);
  // No hold of a template would keep a text from being tried again at once.
  const isOdd = told === 'template' && intent.rendition === 'text' && decidesBy({ rules }, TEXTS_HAVE_NO_TEMPLATE);
  const kind = isOdd ? 'unknown' : told;
  const asks = decidesBy({ rules }, TURN_FOR_EACH_ATTEMPT);
  const again = (rendition: Rendition, notBefore: Instant): Outreach => ({
    ...intent,
    rendition,
    progress: { state: asks ? 'wanted' : 'ready', notBefore },
  });
  const over: Outreach = { ...intent, progress: { state: 'failed', failure } };
  switch (kind) {
    case 'window':
      return intent.rendition === 'text' && intent.repeats === undefined ? again('template', now) : over;
    case 'capped':
      return intent.capped ? over : { ...again(intent.rendition, now + DAY), capped: true };
    case 'transient':
    case 'account':
    case 'template': {
      const { since, times } = intent.putOff ?? { since: now, times: 0 };
      if (now >= since + PUT_OFF_AT_MOST_MS) return over;
      // A hold is the account's: which message tries it next is decided with the turns.
      const pause = kind === 'transient' ? Math.min(MINUTE * 2 ** times, HOUR) : asks ? 0 : PROBE_MS;
      const code = failure.code !== undefined && { code: failure.code };
      return { ...again(intent.rendition, now + pause), putOff: { since, times: times + 1, ...code } };
    }
    case 'unknown': {
      const { unknownErrors = 0 } = intent;
      const pause = UNKNOWN_PAUSES_MS[unknownErrors];
      return pause === undefined ? over : { ...again(intent.rendition, now + pause), unknownErrors: unknownErrors + 1 };
    }
    case 'configuration':
      return { ...intent, progress: { state: 'failed', failure: { ...failure, reason: 'configuration' } } };
    case 'recipient':
    case 'ours':
      return over;
  }
}

/** `ours`: we refused it ourselves, for a reason that another attempt does not change. */
function kindOf({ reason, code, kind }: SendFailure): FailureKind | 'ours' | 'unknown' {
  if (reason !== 'refused' && reason !== 'configuration') return 'ours';
  if (kind !== undefined && isFailureKind(kind)) return kind;
  const known = code === undefined ? undefined : kindOfCode(code);
  return known ?? (reason === 'configuration' ? 'configuration' : 'unknown');
}

/** We refused it ourselves: nothing was handed over to WhatsApp. */
export const isOurs = (failure: SendFailure): boolean =>
  kindOf(failure) === 'ours' || (failure.reason === 'configuration' && failure.code === undefined);

/** The codes that runs up to release 0.1.0 knew. Every other ended the message at once. */
const FORMERLY_KNOWN = [131047, 131049, 132015, 132016, 131031, 131042, 131048, 131056, 130429, 131057];

const formerKindOf = ({ code }: SendFailure): FailureKind | 'ours' =>
  (code !== undefined && FORMERLY_KNOWN.includes(code) ? kindOfCode(code) : undefined) ?? 'ours';

/** Whether the error holds only one template, not the whole account. */
export const isOfTemplate = (code: number): boolean => kindOfCode(code) === 'template';

/** The error that holds a message until people have acted; undefined if there is none. */
export function heldBy({ putOff }: Outreach): number | undefined {
  const kind = putOff?.code === undefined ? undefined : kindOfCode(putOff.code);
  return kind === 'account' || kind === 'template' ? putOff?.code : undefined;
}

/** When a message that waits behind a hold, its own or another ticket's, no longer makes sense; undefined: it does not. */
export function heldUntil(intent: Outreach): { at: Instant; code: number } | undefined {
  const { putOff, heldBehind, heldSince } = intent;
  const own = heldBy(intent);
  const since = own === undefined ? heldSince : putOff?.since;
  const code = own ?? heldBehind;
  return since === undefined || code === undefined ? undefined : { at: since + PUT_OFF_AT_MOST_MS, code };
}

/** After this many pauses (1 + 2 + 4 + 8 minutes) a delay is worth telling. */
const LONG_DELAY = 5;

/** Whether an error that passes by itself has delayed the message for a quarter of an hour or more. */
export const isLongDelayed = (intent: Outreach): boolean =>
  heldBy(intent) === undefined && (intent.putOff?.times ?? 0) >= LONG_DELAY;
