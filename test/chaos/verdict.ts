import type { Received, Sandbox } from '../../sandbox';
import { phrases } from '../../activities/phrases';
import type { Cycle, Expected } from './types';
import { notesOf } from './notes';
import { type MessageName, messageMarks } from './policy';

/** What became of what a cycle had to lead to. */
export interface Verdict {
  intents: number;
  delivered: number;
  /** The same message once more on the phone. */
  duplicates: number;
  /** Nothing came, and nobody was told that it may not have. */
  lost: number;
  /** Nobody can know, and a note says so. */
  unknown: number;
  /** Messages that must not have been sent. */
  wrong: number;
  /** What is missing, or too much, on the ticket. */
  flaws: string[];
}

/** The words of the note that tells of an unknown outcome. */
const UNKNOWN = phrases.es.sendUnknown('');

const unknownNotes = (sandbox: Sandbox, cycle: Cycle): number =>
  notesOf(sandbox, cycle.expectation.ticketId).filter((body) => body.includes(UNKNOWN)).length;

/** What Ventana sent to the customer's phone. */
export const sentTo = (sandbox: Sandbox, { customer, said }: Cycle): Received[] =>
  sandbox.received(customer).filter((it) => it.kind === 'template' || !said.includes(it.text));

function nameOf(received: Received): MessageName | undefined {
  const marks = Object.entries(messageMarks) as [MessageName, { template: string; text: string }][];
  return marks.find(([, { template, text }]) =>
    received.kind === 'template' ? received.name === template : received.text.startsWith(text),
  )?.[0];
}

/** Whether the message is the expected one, in its stretch of time. */
export function fits({ message, from, until = Infinity, text }: Expected, received: Received): boolean {
  const is = message === 'words' ? received.kind === 'text' && received.text === text : nameOf(received) === message;
  return is && received.at >= from && received.at < until;
}

/** Whether all has come to be that has to, so that only too much can still happen. `messages`: on the phone, at least. */
export function isSatisfied(sandbox: Sandbox, cycle: Cycle, only?: 'messages'): boolean {
  const sent = sentTo(sandbox, cycle);
  const { expected, owed } = cycle.expectation;
  const missing = expected.filter((it) => it.optional !== true && !sent.some((received) => fits(it, received)));
  return missing.length <= unknownNotes(sandbox, cycle) && (only === 'messages' || owed().length === 0);
}

/** @param ambiguous attempts whose outcome nobody could know: only they excuse an unknown one */
export function judge(sandbox: Sandbox, cycle: Cycle, ambiguous: number): Verdict {
  const { expected, owed, ticketId } = cycle.expectation;
  const verdict: Verdict = { intents: 0, delivered: 0, duplicates: 0, lost: 0, unknown: 0, wrong: 0, flaws: owed() };
  let excuses = Math.min(unknownNotes(sandbox, cycle), ambiguous);
  let rest = sentTo(sandbox, cycle);
  for (const it of expected) {
    const came = rest.filter((received) => fits(it, received)).length;
    rest = rest.filter((received) => !fits(it, received));
    if (came === 0 && it.optional) continue;
    verdict.intents += 1;
    verdict.duplicates += Math.max(0, came - 1);
    if (excuses > 0) {
      verdict.unknown += 1;
      excuses -= 1;
    } else if (came > 0) verdict.delivered += 1;
    else verdict.lost += 1;
  }
  verdict.wrong = rest.length;
  verdict.flaws.push(...repeatedNotes(notesOf(sandbox, ticketId), Math.max(1, expected.length)));
  return verdict;
}

/** A note may be written once for each message. */
const repeatedNotes = (notes: string[], atMost: number): string[] =>
  [...new Set(notes)]
    .map((body) => ({ body, times: notes.filter((it) => it === body).length }))
    .filter(({ times }) => times > atMost)
    .map(({ body, times }) => `a note ${times} times: ${body.slice(0, 60)}`);
