import { say } from '../../../language/say';
import type { Instant } from '../../../../activities/types';
import type { Conversation } from '../../../../workflows/core/conversation';
import { closesAt, lastCustomer, lastWord, ownsConversation } from '../../../../workflows/core/history';
import { optedOut } from '../../../../workflows/core/optOut';
import { instant } from '../../../../workflows/words';

/**
 * What is in the way of the whole ticket. The codes are stable. `reading`, `writing`: Zendesk or Sunshine refuses, or
 * does not answer. `budget`: the account's own rate has no room before then. `optedOut`: the customer said STOP.
 * `agentOwes`: the last word is the customer's, so an agent has to answer.
 */
export interface Trouble {
  code: 'reading' | 'writing' | 'budget' | 'optedOut' | 'agentOwes';
  /** A sentence without a full stop. */
  words: string;
  todo: string;
  /** ISO 8601 in UTC. */
  since?: string;
  /** When it is tried again. */
  until?: string;
}

const DOCTOR = 'Run `npx ventana doctor`: it asks both, and says what they refuse.';
const iso = (at: Instant): string => new Date(at).toISOString();

export function troublesOf(c: Conversation): Trouble[] {
  return [reading(c), writing(c), budget(c), stopped(c), owed(c)].filter((it) => it !== undefined);
}

function reading(c: Conversation): Trouble | undefined {
  const { readsFailing, readNotBefore } = c;
  if (!readsFailing || readNotBefore === undefined) return undefined;
  const { since, times } = readsFailing;
  return {
    code: 'reading',
    words: say(
      'the ticket cannot be read since {instant} ({it}): Zendesk or Sunshine refuses or does not answer; tried again at {instant2}',
      {
        instant: instant(since),
        it: times === 1 ? say('1 attempt') : say('{times} attempts', { times }),
        instant2: instant(readNotBefore),
      },
    ),
    todo: say('Nothing is decided until it can be read. {doctor}', { doctor: say(DOCTOR) }),
    since: iso(since),
    until: iso(readNotBefore),
  };
}

function writing(c: Conversation): Trouble | undefined {
  if (c.stage !== 'watching' || !c.writesFailing || c.writeNotBefore === undefined) return undefined;
  const { since } = c.writesFailing;
  return {
    code: 'writing',
    words: say("Zendesk does not take the ticket's update since {instant}; tried again at {instant2}", {
      instant: instant(since),
      instant2: instant(c.writeNotBefore),
    }),
    todo: say('Notes and fields come later; messages are sent all the same. {doctor}', { doctor: say(DOCTOR) }),
    since: iso(since),
    until: iso(c.writeNotBefore),
  };
}

function budget(c: Conversation): Trouble | undefined {
  const places = [c.readLine, c.stage === 'watching' ? c.writeLine : undefined].filter((it) => it !== undefined);
  const until = Math.max(...places.map((it) => it.until));
  if (places.length === 0 || until <= c.asOf) return undefined;
  return {
    code: 'budget',
    words: say("the account's rate for Zendesk, or Zendesk's own (Retry-After), has no room before {instant}", {
      instant: instant(until),
    }),
    todo: say('Wait. What agents ask for goes first. If it lasts, see `rates` in the policy.'),
    until: iso(until),
  };
}

function stopped(c: Conversation): Trouble | undefined {
  if (c.stage !== 'watching' || !optedOut(c)) return undefined;
  return {
    code: 'optedOut',
    words: say('the customer asked for no more messages (STOP), so nothing is sent to them, on any ticket'),
    todo: say(
      'Respect it. If they ask for messages again, clear "WhatsApp opt-out" ("WhatsApp: no quiere mensajes") in their profile in Zendesk.',
    ),
  };
}

function owed(c: Conversation): Trouble | undefined {
  const customer = lastCustomer(c);
  const closes = closesAt(c);
  if (c.stage !== 'watching' || !customer || closes === undefined || lastWord(c) !== 'customer') return undefined;
  if (!ownsConversation(c) || c.truth.ticket.status === 'solved') return undefined;
  const { reopening } = c.truth.policy;
  const macro =
    reopening === undefined ? say('a macro of Ventana') : say('the macro "{macro}"', { macro: reopening.macro });
  return {
    code: 'agentOwes',
    words: say(
      "the customer has waited for an agent's answer since {instant}; only customers who owe an answer are reminded",
      { instant: instant(customer.at) },
    ),
    todo:
      c.asOf < closes
        ? say('Answer before the window closes, at {instant}.', { instant: instant(closes) })
        : say('The window is closed: apply {macro}, and answer when the customer writes.', { macro }),
    since: iso(customer.at),
  };
}
