/**
 * Case 4: the words of agents' lost replies go out, one after the other, once the customer has written. Each is an
 * intent of its own, so that all that holds for a send holds for it. Rows R1 to R16 of docs/behaviour.md.
 */
import type { KeyedNote } from '../../activities/orders';
import type { AgentMessage, CustomerMessage, Instant } from '../../activities/types';
import { type Live, type Outreach, type Progress, isOver, keyed } from './conversation';
import { AUDIT_PRECISION_MS } from './audits';
import { arrivalOf, lastArrival, notItsOwn } from './history';
import { wordsIntentId } from './intentId';
import { optedOut } from './optOut';
import { freshKey, placeOfLast } from './outcomeNotes';
import { addOutreach } from './requests';
import { FAILED_WORDS_HOLD, WORDS_ANSWERED, WORDS_ARE_RETRIED, decidesBy } from './rules';
import { settlesAt } from './settling';
import { isSilenced } from './silence';
import {
  givenUpAt,
  isExpired,
  isHopeless,
  isOpen,
  isStopped,
  isUnrepeatable,
  isWanted,
  lostReplies,
  wantedAt,
} from './rescue';

/** Whose words may go out now, in this order; or why none may. */
export type Delivery = { words: AgentMessage[] } | { none: string; why?: 'held' | 'expired' | 'asks' };

/** What may go out if nothing changes. */
export function judgeDelivery(c: Live): Delivery {
  const { rescue } = c.truth.policy;
  if (!rescue) return { none: 'it is off in the policy' };
  const notOwn = notItsOwn(c);
  if (notOwn) return { none: notOwn };
  if (optedOut(c)) return { none: 'the customer opted out' };
  const lost = lostReplies(c);
  if (lost.length === 0) return { none: 'no reply was lost' };
  const wanted = lost.filter((it) => mayGo(c, it) && givenUpAt(c, it) === undefined);
  if (wanted.length === 0) return { none: 'nobody has asked for it' };
  const failed = lost.find((it) => hasFailed(c, it));
  // Those before it may be on their way to be tried again.
  const words = wanted.filter(({ at }) => !failed || (at < failed.at && decidesBy(c, WORDS_ARE_RETRIED)));
  if (words.length === 0) return { none: 'sending an earlier one has failed' };
  if (!isOpen(c)) return { none: 'the window is closed', why: 'held' };
  const inTime = words.filter((it) => !isExpired(c, it));
  // The customer must have written since the first that goes out; one that stays behind may be much older.
  const [first] = decidesBy(c, WORDS_ANSWERED) ? inTime : lost;
  if (inTime.length === 0 || !first) return { none: 'it is too old', why: 'expired' };
  if (isApproved(c, first)) return { words: inTime };
  const written = writtenSince(c, first);
  if (written.length === 0) return { none: 'the customer has not written since' };
  return rescue.deliver === 'ask' && written.some(isMoreThanATap)
    ? { none: 'an agent is asked', why: 'asks' }
    : { words: inTime };
}

const mayGo = (c: Live, it: AgentMessage): boolean =>
  isWanted(c, it) || (c.truth.policy.rescue?.mode === 'automatic' && !isSilenced(c) && !isHopeless(c, it));

/** The agent asks for the words themselves: the customer has written already. */
const isApproved = (c: Live, first: AgentMessage): boolean =>
  c.outreach.some(
    ({ progress, since }) =>
      progress.state === 'dropped' &&
      progress.instead === 'words' &&
      since + AUDIT_PRECISION_MS > Math.max(first.at, lastArrival(c) ?? -Infinity),
  );

const writtenSince = (c: Live, { at }: AgentMessage): CustomerMessage[] =>
  c.messages.filter((it): it is CustomerMessage => it.by === 'customer' && arrivalOf(it) > at);

const isMoreThanATap = ({ tap }: CustomerMessage): boolean => tap !== true;

/** R12: what comes after it would make no sense without it. */
function hasFailed(c: Live, it: AgentMessage): boolean {
  if (decidesBy(c, FAILED_WORDS_HOLD)) return isStopped(c, it);
  const at = givenUpAt(c, it);
  const isNamed = c.outreach.some((intent) => intent.repeats === it.id && isUnrepeatable(intent));
  return at !== undefined && at > (lastArrival(c) ?? -Infinity) && !isNamed;
}

/** Makes the intent for the next of them, once the one before is over. */
export function takeRescue(c: Live): Live {
  if (c.outreach.some((it) => it.repeats !== undefined && isUnderWay(c, it))) return c;
  const delivery = judgeDelivery(c);
  const next = 'words' in delivery ? delivery.words[0] : undefined;
  if (!next) return c;
  const id = wordsIntentId(c, next.id);
  const before = c.outreach.find((it) => it.id === id);
  const intent: Outreach = {
    id,
    purpose: { kind: 'rescued', name: 'rescued' },
    message: 'rescued',
    repeats: next.id,
    requested: true,
    since: batchOf(c),
    rendition: 'text',
    attempts: before?.attempts ?? 0,
    ...(before?.failedSendIds && { failedSendIds: before.failedSendIds }),
    progress: { state: 'wanted', notBefore: c.asOf },
  };
  return addOutreach({ ...c, outreach: c.outreach.filter((it) => it.id !== id) }, intent);
}

/** R3: what follows waits until its refusal would have come. */
const isUnderWay = (c: Live, it: Outreach): boolean =>
  !isOver(it) || (decidesBy(c, WORDS_ARE_RETRIED) && settlesAt(c, it) !== undefined);

/** When the customer wrote, or an agent asked: one note is for all words that go out because of it. */
const batchOf = (c: Live): Instant => Math.max(lastArrival(c) ?? -Infinity, wantedAt(c));

/** What becomes of words that are on their way: as before, unless something has changed. */
export function reassessWords(c: Live, { repeats, progress }: Outreach): Progress {
  const delivery = judgeDelivery(c);
  if ('words' in delivery) return delivery.words.some(({ id }) => id === repeats) ? progress : { state: 'dropped' };
  if (delivery.why === 'held') return { state: 'refused', note: { kind: 'rescueHeld' } };
  if (delivery.why === 'expired') return { state: 'refused', note: { kind: 'rescueExpired' } };
  return { state: 'dropped' };
}

/** R1: one note for all words that went out together, once the last one has. */
export function rescuedNote(c: Live): KeyedNote | undefined {
  const last = c.outreach.filter(isSent).reduce<Sent | undefined>((a, b) => (isLater(c, a, b) ? a : b), undefined);
  if (!last || c.outreach.some((it) => isAwaited(c, it))) return undefined;
  const together = c.outreach.filter((it) => isSent(it) && it.since === last.since);
  if (decidesBy(c, WORDS_ARE_RETRIED) && together.some((it) => settlesAt(c, it) !== undefined)) return undefined;
  const key = `rescued:${last.id}`;
  const note = { kind: 'rescued', count: together.length } as const;
  return keyed(isToldOtherwise(c, key, together) ? freshKey(c, key) : key, note);
}

type Sent = Outreach & { progress: { state: 'sent' } };
const isSent = (it: Outreach): it is Sent => it.repeats !== undefined && it.progress.state === 'sent';

/** Words that were tried again may be sent after those that follow them. */
const isLater = (c: Live, a: Sent | undefined, b: Sent): boolean =>
  a !== undefined && decidesBy(c, WORDS_ARE_RETRIED) && a.progress.at > b.progress.at;

/** What the agents were told of meanwhile, such as that it is tried again tomorrow, is not waited for. */
const isAwaited = (c: Live, it: Outreach): boolean =>
  it.repeats !== undefined && !isOver(it) && !(decidesBy(c, WORDS_ARE_RETRIED) && placeOfLast(c.done, it.id) >= 0);

/** V9: since that note, another one said that they are held, or have failed. */
function isToldOtherwise(c: Live, key: string, together: readonly Outreach[]): boolean {
  const told = c.done.findLastIndex((it) => it === key || it.startsWith(`${key}:again`));
  if (told < 0 || !decidesBy(c, WORDS_ARE_RETRIED)) return false;
  return together.some(({ id }) => placeOfLast(c.done, id) > told);
}

/** R6, R7: why the customer's answer does not bring them the words. */
export function notRescuedNote(c: Live): KeyedNote | undefined {
  const delivery = judgeDelivery(c);
  if ('words' in delivery || delivery.why === undefined) return undefined;
  const [first] = lostReplies(c);
  if (!first) return undefined;
  const [answer, ...others] = writtenSince(c, first);
  if (!answer) return undefined;
  if (delivery.why === 'asks') {
    const said = [answer, ...others].find(isMoreThanATap) ?? answer;
    return keyed(`rescueAsks:${said.id}`, { kind: 'rescueAsks' });
  }
  const isTooLate =
    delivery.why === 'expired' && arrivalOf(answer) > first.at + (c.truth.policy.rescue?.expiresMs ?? 0);
  return isTooLate ? keyed(`rescueExpired:${first.id}`, { kind: 'rescueExpired' }) : undefined;
}
