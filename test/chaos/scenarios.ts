/** The lives of customers and tickets, and what each must lead to (docs/behaviour.md). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor, Expected, Scenario } from './types';
import type { ScenarioName } from './plan';
import { FOLLOW_UP_MS, GRACE_MS } from './policy';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const REOPEN = 'WhatsApp::Reabrir conversación';
const RESCUE = 'WhatsApp::Rescatar respuesta';
const WITHDRAW = 'WhatsApp::No rescatar respuesta';
const INCIDENT = 'WhatsApp::Avisar de incidencia';

/** So long does a scenario wait for a message, before it goes on without. */
const PATIENCE_MS = 90_000;
/** Zendesk's audits know seconds only: acts whose order counts are further apart. */
const MORE_THAN_A_SECOND = 1_200;

const owedNote = (actor: Actor, ticketId: string, count = 1): string[] =>
  actor.notes(ticketId).length < count ? ['a note on the ticket'] : [];
const owedOpen = (actor: Actor, ticketId: string): string[] =>
  actor.status(ticketId) === 'open' ? [] : [`status open (it is ${actor.status(ticketId)})`];
const owedEmpty = (actor: Actor, ticketId: string): string[] =>
  actor.action(ticketId) === undefined ? [] : ['the field "WhatsApp action" emptied'];

/** The agent answers in time and sets the ticket to pending. @returns when the reminder is due */
function asks(actor: Actor, ticketId: string): number {
  actor.replies(ticketId);
  const repliedAt = Date.now();
  actor.sets(ticketId, 'pending');
  return Math.max(repliedAt + FOLLOW_UP_MS, Math.floor(Date.now() / 1_000) * 1_000 + GRACE_MS);
}

/** None, unless the customer's word came so late that it was rightly sent before. */
const onlyBefore = (due: number, from: number, word: number): Expected[] =>
  word < due - 100 ? [] : [{ message: 'followUp', from, until: word + 1_000, optional: true }];

const reminder =
  (agoMs: number): Scenario =>
  (actor) => {
    const from = Date.now();
    const ticketId = actor.writes(agoMs);
    const due = asks(actor, ticketId);
    return Promise.resolve({
      ticketId,
      expected: [{ message: 'followUp', from, due }],
      owed: () => owedNote(actor, ticketId),
    });
  };

const answered: Scenario = async (actor) => {
  const from = Date.now();
  const ticketId = actor.writes(2 * HOUR);
  const due = asks(actor, ticketId);
  await sleep(MORE_THAN_A_SECOND);
  const word = Date.now();
  actor.writes();
  return { ticketId, expected: onlyBefore(due, from, word), owed: () => owedOpen(actor, ticketId) };
};

const twoRounds: Scenario = async (actor) => {
  const from = Date.now();
  const ticketId = actor.writes(2 * HOUR);
  const due = asks(actor, ticketId);
  const said = actor.received().length;
  const first = { message: 'followUp', from, due } as const;
  const owed = (count: number) => () => owedNote(actor, ticketId, count);
  if (!(await actor.until(() => actor.received().length > said, PATIENCE_MS)))
    return { ticketId, expected: [first], owed: owed(1) };
  await sleep(MORE_THAN_A_SECOND);
  actor.writes();
  await actor.until(() => actor.status(ticketId) === 'open', PATIENCE_MS);
  await sleep(MORE_THAN_A_SECOND);
  const again = Date.now();
  const dueAgain = asks(actor, ticketId);
  return {
    ticketId,
    expected: [
      { ...first, until: again },
      { message: 'followUp', from: again, due: dueAgain },
    ],
    owed: owed(2),
  };
};

const reopening =
  (agoMs: number, times = 1): Scenario =>
  async (actor) => {
    const from = Date.now();
    const ticketId = actor.writes(agoMs);
    for (let time = 1; time <= times; time += 1) {
      if (time > 1) await sleep(2 * MORE_THAN_A_SECOND);
      actor.applies(ticketId, REOPEN);
    }
    const owed = () => [...owedNote(actor, ticketId), ...owedEmpty(actor, ticketId)];
    return { ticketId, expected: [{ message: 'reopening', from }], owed };
  };

/** Case 3: into the conversation of another ticket, or by notification where there is none. */
const contact =
  (hasConversation: boolean): Scenario =>
  (actor) => {
    const from = Date.now();
    if (hasConversation) actor.writes(25 * HOUR);
    const ticketId = actor.mails();
    actor.applies(ticketId, INCIDENT);
    const owed = () => [...owedNote(actor, ticketId), ...owedEmpty(actor, ticketId)];
    return Promise.resolve({ ticketId, expected: [{ message: 'incident', from }], owed });
  };

/** F13: the reply never arrived, so nobody is reminded of it. */
const lateReply: Scenario = (actor) => {
  const ticketId = actor.writes(25 * HOUR);
  asks(actor, ticketId);
  return Promise.resolve({ ticketId, expected: [], owed: () => owedNote(actor, ticketId) });
};

/** Case 4: what came too late arrives once the customer has answered, word for word, once and in order. */
const rescued =
  (replies: number, tapped = false): Scenario =>
  async (actor) => {
    const from = Date.now();
    const ticketId = actor.writes(25 * HOUR);
    const lost: string[] = [];
    for (let nth = 1; nth <= replies; nth += 1) {
      lost.push(actor.repliesTooLate(ticketId));
      await sleep(MORE_THAN_A_SECOND);
    }
    actor.applies(ticketId, RESCUE);
    const expected: Expected[] = [{ message: 'rescue', from }];
    if (!(await actor.until(() => actor.received().length > 0, PATIENCE_MS)))
      return { ticketId, expected, owed: () => owedNote(actor, ticketId) };
    const answered = Date.now();
    if (tapped) actor.taps();
    else actor.writes();
    const words = lost.map((text): Expected => ({ message: 'words', text, from: answered }));
    const owed = () => [...owedOrder(actor, lost), ...owedNote(actor, ticketId, 2), ...owedEmpty(actor, ticketId)];
    return { ticketId, expected: [...expected, ...words], owed };
  };

function owedOrder(actor: Actor, lost: string[]): string[] {
  const came = actor.received().flatMap((it) => (it.kind === 'text' && lost.includes(it.text) ? [it.text] : []));
  return came.join() === [...came].sort().join() ? [] : ["the agents' words in order"];
}

/** R5, R8: the template went out, but what the customer does next, or an agent, ends it. */
const rescueEnded =
  (ends: (actor: Actor, ticketId: string) => void): Scenario =>
  async (actor) => {
    const from = Date.now();
    const ticketId = actor.writes(25 * HOUR);
    actor.repliesTooLate(ticketId);
    await sleep(MORE_THAN_A_SECOND);
    actor.applies(ticketId, RESCUE);
    const expected: Expected[] = [{ message: 'rescue', from }];
    const isTold = await actor.until(() => actor.received().length > 0, PATIENCE_MS);
    await actor.until(() => actor.action(ticketId) === undefined, PATIENCE_MS);
    if (!isTold) return { ticketId, expected, owed: () => owedNote(actor, ticketId) };
    await sleep(MORE_THAN_A_SECOND);
    const notes = actor.notes(ticketId).length;
    ends(actor, ticketId);
    await actor.until(() => actor.notes(ticketId).length > notes, PATIENCE_MS);
    await sleep(MORE_THAN_A_SECOND);
    actor.writes();
    return { ticketId, expected, owed: () => [...owedNote(actor, ticketId, 3), ...owedEmpty(actor, ticketId)] };
  };

const stop: Scenario = async (actor) => {
  const from = Date.now();
  const ticketId = actor.writes(2 * HOUR);
  const due = asks(actor, ticketId);
  await sleep(MORE_THAN_A_SECOND);
  const word = Date.now();
  actor.writes(0, 'STOP');
  await sleep(2 * MORE_THAN_A_SECOND);
  actor.applies(ticketId, REOPEN);
  const owed = () => [...owedNote(actor, ticketId), ...owedOpen(actor, ticketId), ...owedEmpty(actor, ticketId)];
  return { ticketId, expected: onlyBefore(due, from, word), owed };
};

export const scenarios: Record<ScenarioName, Scenario> = {
  reminder: reminder(2 * HOUR),
  /** The window closes before the reminder is due. */
  reminderByTemplate: reminder(DAY - MINUTE / 2),
  answered,
  twoRounds,
  reopeningByTemplate: reopening(25 * HOUR),
  reopeningByText: reopening(10 * MINUTE),
  macroTwice: reopening(25 * HOUR, 2),
  proactive: contact(true),
  notification: contact(false),
  lateReply,
  rescued: rescued(1),
  rescuedInOrder: rescued(2, true),
  rescueWithdrawn: rescueEnded((actor, ticketId) => actor.applies(ticketId, WITHDRAW)),
  rescueStopped: rescueEnded((actor) => void actor.writes(0, 'STOP')),
  stop,
};
