import type { Instant } from '../../../../activities/types';
import { type Live, type Outreach, waitsForTurn } from '../../../../workflows/core/conversation';
import { meaningOf } from '../../../../workflows/core/errorCodes';
import { heldUntil, holdOf } from '../../../../workflows/core/turnHolds';
import { countInLanes } from '../../../../workflows/core/turnLanes';
import { roomAt } from '../../../../workflows/core/turnLimits';
import { byCustomer, earliest, type Turns } from '../../../../workflows/core/turnState';
import { instant } from '../../../../workflows/words';

/**
 * Why a message is not sent yet. The codes are stable. `held`: WhatsApp has stopped the template, or the account.
 * `limit`: a limit of the policy is reached. `quietHours`: they, or the message's own time, have not passed. `line`:
 * others go first. `turn`: it has asked for its turn. `retry`: a vendor did not take it, and it is tried again.
 * `looking`: whether it was sent is being found out.
 */
export interface Waiting {
  code: 'held' | 'limit' | 'quietHours' | 'line' | 'turn' | 'retry' | 'looking';
  words: string;
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
      words: 'the answer was lost: checking whether it was sent',
      ...until(progress.notBefore),
    };
  }
  if (progress.state === 'ready' && progress.notBefore > c.asOf) return retried(intent, progress.notBefore);
  if (!waitsForTurn(intent)) return undefined;
  if (progress.state === 'wanted' && progress.notBefore > c.asOf && intent.putOff)
    return retried(intent, progress.notBefore);
  return (turns && inLine(intent, turns)) ?? unheard(intent);
}

function retried({ putOff, postponed }: Outreach, at: Instant): Waiting {
  const why = postponed
    ? `Sunshine or Zendesk has not taken it since ${instant(postponed.since)}`
    : putOff
      ? `WhatsApp rejected it${errorWords(putOff.code)}`
      : 'it was put off';
  const error = putOff?.code !== undefined && { error: putOff.code };
  return { code: 'retry', words: `${why}; tried again at ${instant(at)}`, ...until(at), ...error };
}

/** What the account's turns say of the request. */
function inLine(intent: Outreach, turns: Turns): Waiting | undefined {
  const request = turns.waiting.find(({ intentId }) => intentId === intent.id);
  const far = countInLanes(turns.lanes);
  if (!request) {
    if (far === 0) return undefined;
    return { code: 'line', words: `more than ${turns.waiting.length} others go first`, ahead: turns.waiting.length };
  }
  const hold = holdOf(turns, request);
  if (hold) {
    const since = intent.heldSince === undefined ? '' : ` since ${instant(intent.heldSince)}`;
    const probe = heldUntil(turns, request);
    const what = hold.template === undefined && hold.message === undefined ? 'all messages' : 'this template';
    const words = `WhatsApp has stopped ${what}${errorWords(hold.code)}; held${since}, next attempt of the account at ${instant(probe)}`;
    return { code: 'held', words, ...until(probe), ...(hold.code !== undefined && { error: hold.code }) };
  }
  const own = earliest(turns.asOf, request);
  if (own > turns.asOf)
    return { code: 'quietHours', words: `not before ${instant(own)}: quiet hours, or its own time`, ...until(own) };
  const ahead = turns.waiting.filter((it) => it.requested === request.requested && byCustomer(it, request) < 0).length;
  const place = `${ahead} ${request.requested ? 'requested' : 'automatic'} messages go first`;
  const room = roomAt(turns, request.uses);
  if (room > turns.asOf) {
    const when = room === Infinity ? '' : `; room for the next at ${instant(room)}`;
    return { code: 'limit', words: `the limit of the policy is reached${when}; ${place}`, ...until(room), ahead };
  }
  return { code: 'line', words: place, ahead };
}

/** What its own run knows. */
function unheard({ heldBehind, heldSince, progress }: Outreach): Waiting {
  if (heldBehind !== undefined) {
    const since = heldSince === undefined ? '' : ` since ${instant(heldSince)}`;
    return {
      code: 'held',
      words: `held${since} behind another ticket's message${errorWords(heldBehind)}`,
      error: heldBehind,
    };
  }
  if (progress.state === 'wanted') return { code: 'turn', words: 'it is about to ask for its turn' };
  return { code: 'turn', words: 'it has asked for its turn' };
}

function errorWords(code: number | undefined): string {
  if (code === undefined) return '';
  const meaning = meaningOf(code);
  return ` (${code}${meaning === undefined ? '' : `: ${meaning}`})`;
}

const until = (at: Instant): { until?: string } => (Number.isFinite(at) ? { until: new Date(at).toISOString() } : {});
