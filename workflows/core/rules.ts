/**
 * Which rules a run decides by. A change of decisions would break the replay of a run whose history already holds the old
 * decision, so such a run keeps the old rules until the workflow's own code has said that it knows the new ones.
 *
 * How: workflow code sends `RULES` with each order to read the truth, and the truth brings it back. So a recorded truth
 * tells which code asked for it: up to the first one of today's code, everything replays as it was decided, and from then
 * on today's rules hold. No clock, no patch marker, and it does not matter which of receiver, worker and activity was
 * updated first. Continue-as-new passes the number on.
 *
 * Since 11, a run knows its rules from its first task on: the history says which worker carried that out, and the worker's
 * build id says by which rules (`rulesInBuildId`). An older worker's has no such number, and its runs go on as above.
 */

/** The rules of today's code. Raise it with each change of decisions, and ask for the number with `decidesBy`. */
export const RULES = 11;

/** The rules of a run that has not read a truth yet for its code, and of all runs up to release 0.1.0. */
export const FIRST_RULES = 1;

/** Since 2: each error code has its kind (`errorCodes.ts`), and unknown ones are tried twice more. */
export const ERROR_KINDS = 2;
/** Since 2: a reminder that failed counts as one, so that the next is another, a full pause later. */
export const LOST_REMINDERS_COUNT = 2;
/** Since 2: a held message that was sent at last is not reported as stopped once more. */
export const SENT_ENDS_HOLD = 2;
/** Since 2: an attempt that failed is not found as the later one of unknown outcome. */
export const FAILED_ARE_NOT_FOUND = 2;
/**
 * Since 2, as everything that came after 0.1.0: marks in events and failures count. While a release is replaced, a run
 * that older code carries on gets those of newer receivers and activities.
 */
export const MARKS_COUNT = 2;
/** Since 3: a reminder that was tried twice counts once, and one that failed is no reason to send the next at once. */
export const REMINDERS_ARE_INTENTS = 3;
/** Since 3: a reminder before the window closes keeps its distance from the agent's own reply too. */
export const GRACE_AFTER_REPLY = 3;
/** Since 3: a reopening or a requested message whose turn comes a day late is not sent. */
export const LATE_TURNS_END = 3;
/** Since 3: a window's office hours and the opening after it are known however long ago it was. */
export const PAST_HOURS = 3;
/** Since 3: a STOP that is no longer among the messages, or that only the conversation remembers, still counts. */
export const STOPS_ARE_KEPT = 3;
/** Since 3: each time that the customer blocks us is an opt-out of its own. */
export const BLOCKS_COUNT = 3;
/** Since 3: the answer to an outreach opens a ticket without a conversation of its own once. */
export const ANSWERS_OPEN_ONCE = 3;
/** Since 3: an unanswered reopening or proactive message is followed by reminders, and its ticket is solved, by policy. */
export const OUTREACH_IS_FOLLOWED = 3;

/** Since 3: a send that a vendor does not take is tried after growing pauses, and for a day. */
export const GROWING_PAUSES = 3;
/** Since 3: storing an opt-out has a pause of its own, and a note says that it was refused. */
export const OWN_PAUSES = 3;

/** Since 3: warnings of many tickets are spread over an hour, and a window that closes soon after opening has one (F10). */
export const SPREAD_WARNINGS = 3;
/**
 * Since 3: each attempt asks for a turn of its own, a turn or a request that is not needed is given back, and a refused
 * message waits behind the account's hold.
 */
export const TURN_FOR_EACH_ATTEMPT = 3;

/** Since 4: a message that `delivery:user` shows on the phone has arrived, whatever failure is reported of it. */
export const ARRIVALS_COUNT = 4;
/** Since 4: a message that a list has, but that cannot be read, stays as its webhook told it. */
export const UNREAD_SAYS_NOTHING = 4;
/** Since 4: a late message that the agent was told of is not told of again once the customer has written. */
export const LATE_IS_TOLD_ONCE = 4;
/** Since 4: sending can be paused, by an administrator too, and tickets hear of it. */
export const PAUSES = 4;

/** Since 5: a STOP that only a webhook reports is obeyed, but stored once the conversation shows it. */
export const SHOWN_STOPS = 5;
/** Since 5: of each message, the last note is true: it settles first, and what becomes of it later is told too. */
export const LAST_NOTE_IS_TRUE = 5;
/** Since 5: an agent can silence a ticket. */
export const SILENCING = 5;

/** Since 6: the field shows `closing` only while the customer waits for an answer. */
export const CLOSING_MEANS_WAITING = 6;

/** Since 6: a field shows for reports what came of our last message. */
export const OUTCOMES = 6;

/** Since 7: a reply that failed in an open window is rescued, without anybody's word, once that window closes. */
export const RESCUE_AT_CLOSING = 7;
/** Since 7: words go out when the customer has written since them, not since an older reply that expired. */
export const WORDS_ANSWERED = 7;
/** Since 7: what an agent has withdrawn stays withdrawn when the customer is told of a later reply automatically. */
export const WITHDRAWN_STAYS = 7;

/** Since 7: a request does not wait for an automatic message of its name that failed and may wait for hours or days. */
export const REQUESTS_OVERTAKE = 7;

/** Since 7: where the words of a reply have failed, no template goes out by itself for those after it either. */
export const STOPPED_WITH_ALL = 7;

/** Since 8: a search attribute says that something has failed and waits for a person. */
export const FAILURES_ARE_SHOWN = 8;

/** Since 8: what may have been sent stays in doubt when a later attempt surely was not. */
export const DOUBT_STAYS = 8;

/** Since 9: a message that a vendor did not take, and that has a new turn since, is decided anew, and not given up yet. */
export const NEW_TURN_BEGINS_ANEW = 9;
/** Since 9: where the words of a reply have failed, those after it wait for an agent, also if the customer writes on. */
export const FAILED_WORDS_HOLD = 9;

/** Since 10: search attributes are written for what lasts: not for an update within the minute, nor by a run that ends. */
export const LASTING_ATTRIBUTES = 10;

/** Since 10: what may be done twice is a local activity at first. */
export const LOCAL_AT_FIRST = 10;

/** Since 10: the turn of what is due at its own time is asked for then, and may be given with the answer. */
export const TURNS_WHEN_DUE = 10;

/** Since 11: an earlier attempt that is found in the conversation counts as what it was: a text or a template. */
export const FOUND_AS_IT_WENT = 11;
/** Since 11: a message that was noted as sent, and then went out in its other rendition, is told of again. */
export const OTHER_RENDITION_IS_TOLD = 11;
/** Since 11: an automatic message that is due again goes on where its attempts had ended. */
export const ATTEMPTS_GO_ON = 11;
/** Since 11: an agent's words that failed for a time are tried again, as any message of ours. */
export const WORDS_ARE_RETRIED = 11;
/** Since 11: a lost reply is rescued though an older one expires before the customer may be told. */
export const YOUNGER_ARE_RESCUED = 11;
/** Since 11: the probe of a hold that no vendor takes says so, because it proves nothing. */
export const LATE_PROBES = 11;
/** Since 11: a template's error says nothing of a free-form text: it is tried again as after an unknown one. */
export const TEXTS_HAVE_NO_TEMPLATE = 11;
/** Since 11: a ticket is not solved where any message of ours failed after the last reminder. */
export const FAILURES_KEEP_OPEN = 11;

/** Since 11: one signal may bring several events. */
export const SEVERAL_AT_ONCE = 11;

/** Since 11: an upsert of search attributes has only those that are other than before. */
export const CHANGED_ATTRIBUTES = 11;
/** Since 11: a short timer that nothing waits for any more is cancelled: each that fires is a workflow task. */
export const SHORT_TIMERS_END = 11;

/** Since 11: a run that such a worker began needs no patch marker, and its first reading may be a local activity too. */
export const KNOWN_FROM_THE_START = 11;

const IN_BUILD_ID = /\+rules-(\d+)(?:-|$)/;

/** What the build id of a worker ends with, so that its runs know their rules from the start. */
export const buildIdSuffix = (rules: number): string => `+rules-${rules}`;

/** @returns undefined for a worker of an older release, whose build id says nothing */
export function rulesInBuildId(buildId = ''): number | undefined {
  const [, rules] = IN_BUILD_ID.exec(buildId) ?? [];
  return rules === undefined ? undefined : Number(rules);
}

/** Whether these rules hold. Without a number, as in the core's own tests, all of today's do. */
export const decidesBy = ({ rules = RULES }: { rules?: number }, rule: number): boolean => rules >= rule;
