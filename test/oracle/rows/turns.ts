/** The account's queue: rule 10, row H9 and what is said of turns. */
import type { Instant } from '../../../activities/types';
import { DAY, MINUTE, SECOND } from '../../support/madrid';
import type { Account } from '../account';
import { type Judge, breach } from '../breach';
import { quietAround } from '../facts';

type Given = Account['turns']['given'][number];

/** Over any 24 hours, whatever was handed to WhatsApp counts: second attempts, and the template after a text. */
export const limit: Judge = (a) => {
  const { templatesPerDay, whenReached } = a.week;
  const counted = a.handed.filter(({ taken, order }) => taken && order.rendition === 'template');
  return counted.flatMap(({ at, ticket, order, requested }, index) => {
    const before = counted.slice(0, index).filter((it) => it.at > at - DAY).length;
    if (before < templatesPerDay || (requested && whenReached === 'warn')) return [];
    return [breach('rule 10', at, ticket, `${order.sendId} is number ${before + 1} of ${templatesPerDay} in 24 h`)];
  });
};

/** What waits at that time and could go: asked for before, and neither given, refused nor withdrawn. */
function waiting(a: Account, t: Instant): Account['turns']['asked'] {
  const { asked, given, refused, withdrawn } = a.turns;
  const last = new Map(asked.filter(({ at }) => at < t - SECOND).map((it) => [it.request.intentId, it]));
  return [...last.values()].filter(
    ({ at, request: { intentId, notBefore } }) =>
      notBefore <= t - SECOND &&
      ![...given, ...refused, ...withdrawn].some((it) => it.intentId === intentId && it.at >= at && it.at <= t),
  );
}

/** Holds let others pass: judged only where none was near. */
const isFree = (a: Account, { at }: Given): boolean => a.turns.stops.every((it) => it.at > at || it.at < at - 2 * DAY);

export const order: Judge = (a) =>
  a.turns.given
    .filter((it) => !it.request.requested && isFree(a, it))
    .flatMap((it) => {
      const { at, request } = it;
      const passed = waiting(a, at).find(
        ({ request: other }) =>
          other.uses === request.uses && (other.requested || other.customerLastAt < request.customerLastAt),
      );
      if (!passed) return [];
      const words = `its turn came before that of ${passed.request.intentId}`;
      return [breach('H9', at, { id: request.ticketId }, words)];
    });

/** F11: a reminder may go out at their very start. */
const STILL_THE_START = 16 * MINUTE;

/** L8 */
export const awake: Judge = (a) =>
  a.turns.given.flatMap(({ at, intentId, request }) => {
    const hours = quietAround(at);
    if (request.requested || !hours) return [];
    const byAnchor = a.week.policy.followUp?.anchor === 'windowClose' && at < hours.start + STILL_THE_START;
    return byAnchor ? [] : [breach('L8', at, { id: request.ticketId }, `a turn for ${intentId} in quiet hours`)];
  });

/** A burst of five seconds, and the rate. */
export const rate: Judge = (a) => {
  const automatic = a.turns.given.filter(({ request }) => !request.requested);
  const most = a.week.perSecond * 60 + Math.max(1, Math.ceil(a.week.perSecond * 5));
  return automatic.flatMap(({ at, request }, index) => {
    const lately = automatic.slice(0, index + 1).filter((it) => it.at > at - MINUTE).length;
    return lately <= most + 1e-6
      ? []
      : [breach('H9 rate', at, { id: request.ticketId }, `${lately} turns in a minute`)];
  });
};
