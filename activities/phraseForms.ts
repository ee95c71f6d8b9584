import type { UsedLimit } from './limits';

/** The sentences of the notes. Every language has the same set. */
export interface Phrases {
  purposes: { followUp: string; reopening: string; rescue: string; rescued: string; proactive(name: string): string };
  text: string;
  template(name: string): string;
  sent(what: string, how: string): string;
  alreadySent(what: string, when: string): string;
  sendFailed(what: string, why: string): string;
  notTaken(what: string): string;
  sendUnknown(what: string): string;
  sendRetried(what: string, code: number | undefined, when: string): string;
  sendDropped(what: string): string;
  customerWroteFirst(what: string): string;
  turnTooLate(what: string): string;
  sendPaused(what: string): string;
  wouldSend(what: string, how: string): string;
  heldBack(what: string): string;
  sendingPaused: string;
  sendingResumed: string;
  switchRefused: string;
  silenced: string;
  silenceLifted: string;
  limits: Record<UsedLimit['limit'], string>;
  limitNear(limit: string, used: number, max: number): string;
  limitReached(what: string, limit: string, max: number): string;
  /** Amounts as people write them. `card`: ` (rate card of ...)` */
  budgetSoft(used: string, max: string, card: string): string;
  budgetHard(used: string, max: string, card: string): string;
  budgetRefused(what: string, max: string, card: string): string;
  card(day: string): string;
  unknownAction(action: string): string;
  notDelivered(late: boolean, code: number | undefined): string;
  toReopen(macro: string): string;
  windowClosing(when: string): string;
  optedOut: string;
  optedOutUnstored: string;
  optedOutRefused: string;
  optedOutUnshown: string;
  blockUnshown: string;
  marketingRefused: string;
  solvedUnanswered: string;
  solvedWithoutReminder: string;
  answeredElsewhere(link: string): string;
  answersOther(link: string): string;
  reasons: {
    noPhone: string;
    invalidPhone: string;
    ambiguousPhone: string;
    nobodyFound: string;
    blocked: string;
    suspended: string;
    otherRequester: string;
    notTaken: string;
    zendesk(answer: string): string;
    optedOut: string;
    marketingOptedOut: string;
    noConsent: string;
    missingValue(name: string): string;
    unrepeatable(what: string): string;
  };
}

export const because = (code: number | undefined): string => (code === undefined ? '' : ` (WhatsApp: ${code})`);
