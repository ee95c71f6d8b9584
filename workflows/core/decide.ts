/** The core: pure, total, without clock or I/O. */
import type { Instant } from '../../activities/types';
import type { Conversation, Decision, Live, Outreach } from './conversation';
import { takeUpFound } from './doubt';
import type { Occurrence, OwnEvent, TicketEvent } from './events';
import { judgeFollowUp } from './followUp';
import { hear } from './hear';
import { plansOf } from './plans';
import { judgeReopening } from './reopening';
import { stillRequested, takeRequest } from './requests';
import { timeOf } from './verdict';
import { dropOverruled } from './overruled';
import { applyDeliveryFailures } from './sending';

/** Takes up all the mail of a ticket at once, or the passing of its time where there is none, and decides on the last piece. */
export function step(conversation: Conversation, mail: readonly (TicketEvent | OwnEvent)[], now: Instant): Decision {
  const news: Occurrence[] = mail.map((event) => ({ ...event, now }));
  const last: Occurrence = news.pop() ?? { type: 'timeReached', now };
  return decide(news.reduce(hear, conversation), last);
}

/** Takes up one event and says what to do now: at most the most urgent thing, whose result comes back as the next event. */
export function decide(conversation: Conversation, event: Occurrence): Decision {
  const heard = hear(conversation, event);
  const next = heard.stage === 'watching' ? consequences(heard) : heard;
  const due = plansOf(next).find(({ at }) => at <= next.asOf);
  return due ? due.act() : { next };
}

/** When the workflow has to look again if nothing is heard till then (epoch ms); undefined: not at all. */
export function wakeAt(conversation: Conversation): Instant | undefined {
  const times = plansOf(conversation).map(({ at }) => at);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** What follows from the facts alone, whatever the order in which they came. */
const consequences = (c: Live): Live => {
  const known = takeRequest(applyDeliveryFailures(takeUpFound(c)));
  return dropOverruled(known, (intent) => timeFor(known, intent));
};

function timeFor(c: Live, intent: Outreach): Instant | undefined {
  if (intent.requested) return stillRequested(c, intent) ? c.asOf : undefined;
  const judge = intent.purpose.kind === 'followUp' ? judgeFollowUp : judgeReopening;
  return timeOf(judge(c, intent.id));
}
