/** The core: pure functions that never throw, without clock or I/O. */
import type { Instant } from '../../activities/types';
import { applyArrivals } from './arrivals';
import type { Conversation, Decision, Live, Outreach } from './conversation';
import { applyFoundMessages } from './uncertainDelivery';
import type { TimedEvent, OwnEvent, TicketEvent } from './events';
import { judgeFollowUp } from './followUp';
import { evolve } from './evolve';
import { withoutTurns } from './observing';
import { plansOf } from './plans';
import { judgeReopening } from './reopening';
import { judgeRescue } from './rescue';
import { takeRescue } from './rescued';
import { stillRequested, takeRequest } from './requests';
import { type Verdict, timeOf } from './verdict';
import { cancelOutreach } from './cancellation';
import { giveUpLate } from './postponing';
import { applyDeliveryFailures } from './sending';

/** Handles all waiting events at once, or `timeReached` if there are none, and decides after the last one. */
export function step(conversation: Conversation, events: readonly (TicketEvent | OwnEvent)[], now: Instant): Decision {
  const timed: TimedEvent[] = events.map((event) => ({ ...event, now }));
  const last: TimedEvent = timed.pop() ?? { type: 'timeReached', now };
  return decide(timed.reduce(evolve, conversation), last);
}

/**
 * Evolves the state by one event and decides what to do now: at most one thing, the most urgent. Its result comes back
 * as the next event.
 */
export function decide(conversation: Conversation, event: TimedEvent): Decision {
  const evolved = evolve(conversation, event);
  const next = evolved.stage === 'watching' ? consequences(evolved) : evolved;
  const due = plansOf(next).find(({ at }) => at <= next.asOf);
  return due ? due.act() : { next };
}

/** When the workflow must act if no event comes first (epoch ms); undefined: never. */
export function wakeAt(conversation: Conversation): Instant | undefined {
  const times = plansOf(conversation).map(({ at }) => at);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** What follows from the facts alone, in whatever order they came. */
const consequences = (c: Live): Live => {
  const known = withoutTurns(takeRescue(takeRequest(applyArrivals(applyDeliveryFailures(applyFoundMessages(c))))));
  return giveUpLate(cancelOutreach(known, (intent) => timeFor(known, intent)));
};

function timeFor(c: Live, intent: Outreach): Instant | undefined {
  if (intent.requested) return stillRequested(c, intent) ? c.asOf : undefined;
  return timeOf(judgeOf(intent)(c, intent.id));
}

function judgeOf({ purpose: { kind } }: Outreach): (c: Live, except: string) => Verdict {
  if (kind === 'followUp') return judgeFollowUp;
  return kind === 'rescue' ? judgeRescue : judgeReopening;
}
