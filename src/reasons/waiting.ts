import { say } from '../language/say';
import type { Instant } from '../../activities/types';
import { type Live, type Outreach, waitsForTurn } from '../../workflows/core/conversation';
import { heldBy, isOfTemplate } from '../../workflows/core/deliveryErrors';
import { meaningOf } from '../../workflows/core/errorCodes';
import { countInLanes } from '../../workflows/core/turnLanes';
import { isPaused } from '../../workflows/core/turnPause';
import { byCustomer, type Turns } from '../../workflows/core/turnState';
import { instant } from '../../workflows/words';
import { causeOf } from './cause';
import { todoFor } from './notSent';

/**
 * Why a message is not sent yet. The codes are stable. `held`: WhatsApp has stopped the template, or the account.
 * `limit`: a limit of the policy is reached. `monthBudget`: its budget of the month is. `quietHours`: they, or the
 * message's own time, have not passed. `line`: others go first. `turn`: it has asked for its turn. `retry`: a vendor did
 * not take it, and it is tried again. `looking`: whether it was sent is being found out. `paused`: all sending of the
 * account is.
 */
export const waitingCodes = [
  'held',
  'limit',
  'monthBudget',
  'quietHours',
  'line',
  'turn',
  'retry',
  'looking',
  'paused',
] as const;

/** A code, and what belongs to it. */
export interface Waiting {
  code: (typeof waitingCodes)[number];
  words: string;
  /** What a person can do about it; a whole sentence. */
  todo?: string;
  /** When that may change, ISO 8601 in UTC. */
  until?: string;
  /** Meta's error code. */
  error?: number;
  /** How many of the same kind (requested, or automatic) go before it. */
  ahead?: number;
}

/** @param turns what the account's turns know; undefined: unknown, or nothing has asked for a turn */
export function waitingOf(c: Live, intent: Outreach, turns: Turns | undefined): Waiting | undefined {
  const { progress } = intent;
  if (progress.state === 'looking') {
    return {
      code: 'looking',
      words: say('the answer was lost: checking whether it was sent'),
      ...until(progress.notBefore),
    };
  }
  if (progress.state === 'ready' && progress.notBefore > c.asOf) return retried(intent, progress.notBefore);
  if (!waitsForTurn(intent)) return undefined;
  if (turns ? isPaused(turns) : intent.pausedSince !== undefined) {
    const since = turns?.pause?.since ?? intent.pausedSince;
    return {
      code: 'paused',
      words: say('all sending is paused{it}', {
        it: since === undefined ? '' : say(' since {instant}', { instant: instant(since) }),
      }),
      todo: say('Let it go on: `npx ventana resume`.'),
    };
  }
  if (progress.state === 'wanted' && progress.notBefore > c.asOf && intent.putOff)
    return retried(intent, progress.notBefore);
  return (turns && inLine(intent, turns)) ?? unheard(intent);
}

function retried({ putOff, postponed }: Outreach, at: Instant): Waiting {
  const why = postponed
    ? say('Sunshine or Zendesk has not taken it since {instant}', { instant: instant(postponed.since) })
    : putOff
      ? say('WhatsApp rejected it{error}', { error: errorWords(putOff.code) })
      : say('it was put off');
  const todo = postponed && { todo: say('Run `npx ventana doctor`: it asks both, and says what they refuse.') };
  return {
    code: 'retry',
    words: say('{why}; tried again at {instant}', { why, instant: instant(at) }),
    ...todo,
    ...until(at),
    ...errorOf(putOff?.code),
  };
}

/** What the account's turns say of the request. */
function inLine(intent: Outreach, turns: Turns): Waiting | undefined {
  const request = turns.waiting.find(({ intentId }) => intentId === intent.id);
  const far = countInLanes(turns.lanes);
  if (!request) {
    if (far === 0) return undefined;
    return {
      code: 'line',
      words: say('more than {length} others go first', { length: turns.waiting.length }),
      ahead: turns.waiting.length,
    };
  }
  const cause = causeOf(turns, request);
  const ahead = turns.waiting.filter((it) => it.requested === request.requested && byCustomer(it, request) < 0).length;
  const place = request.requested
    ? say('{ahead} requested messages go first', { ahead })
    : say('{ahead} automatic messages go first', { ahead });
  switch (cause.code) {
    case 'held': {
      const { hold, at } = cause;
      const what =
        hold.template === undefined && hold.message === undefined ? say('all messages') : say('this template');
      const words = say('WhatsApp has stopped {what}{error}; held{since}, next attempt of the account at {instant}', {
        what,
        error: errorWords(hold.code),
        since: sinceWords(intent),
        instant: instant(at),
      });
      return { code: 'held', words, ...until(at), ...errorOf(hold.code) };
    }
    case 'quietHours': {
      const words = say('not before {instant}: quiet hours, or its own time', { instant: instant(cause.at) });
      return { code: 'quietHours', words, ...until(cause.at) };
    }
    case 'limit': {
      const when = cause.at === Infinity ? '' : say('; room for the next at {instant}', { instant: instant(cause.at) });
      return {
        code: 'limit',
        words: say('the limit of the policy is reached{when}; {place}', { when, place }),
        todo: say(
          'Nothing is lost: it goes out when there is room. `limits` in the policy says how much Meta allows you.',
        ),
        ...until(cause.at),
        ahead,
      };
    }
    case 'monthBudget': {
      const when =
        cause.at === Infinity ? '' : say('; the next month begins at {instant}', { instant: instant(cause.at) });
      return {
        code: 'monthBudget',
        words: say("the month's budget is used up, as estimated{when}; {place}", { when, place }),
        todo: say(
          'Nothing is lost: it goes out when there is room. `budget` in the policy says how much a month may cost.',
        ),
        ...until(cause.at),
        ahead,
      };
    }
    // A pause was told of before.
    case 'paused':
    case 'line':
      return { code: 'line', words: place, ahead };
  }
}

/** What its own run knows. */
function unheard(intent: Outreach): Waiting {
  const { heldBehind, progress } = intent;
  if (heldBehind !== undefined) {
    const words = say("held{since} behind another ticket's message{error}", {
      since: sinceWords(intent),
      error: errorWords(heldBehind),
    });
    return { code: 'held', words, ...errorOf(heldBehind) };
  }
  const own = heldBy(intent);
  if (own !== undefined) {
    const words = say('WhatsApp has stopped {it}{error}; it is tried again every 5 min', {
      it: isOfTemplate(own) ? say('this template') : say('all messages'),
      error: errorWords(own),
    });
    return { code: 'held', words, ...errorOf(own) };
  }
  if (progress.state === 'wanted') return { code: 'turn', words: say('it is about to ask for its turn') };
  return { code: 'turn', words: say('it has asked for its turn') };
}

const sinceWords = ({ heldSince }: Outreach): string =>
  heldSince === undefined ? '' : say(' since {instant}', { instant: instant(heldSince) });

function errorWords(code: number | undefined): string {
  if (code === undefined) return '';
  const meaning = meaningOf(code);
  return ` (${code}${meaning === undefined ? '' : `: ${meaning}`})`;
}

function errorOf(code: number | undefined): Pick<Waiting, 'error' | 'todo'> {
  const todo = code === undefined ? undefined : todoFor(code);
  return { ...(code !== undefined && { error: code }), ...(todo !== undefined && { todo }) };
}

const until = (at: Instant): { until?: string } => (Number.isFinite(at) ? { until: new Date(at).toISOString() } : {});
