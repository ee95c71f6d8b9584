/** An account with a past that is known: each customer is one of a few stories, a minute after the other's. */
import type { Customer, Sandbox } from '../../sandbox/index';
import type { FindingKind } from '../../src/audit/findings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Monday 2 November 2026, 10:00 in Madrid: the office is open from 09:00 to 18:00. */
export const MONDAY_10 = Date.parse('2026-11-02T09:00:00Z');
const SATURDAY_10 = MONDAY_10 + 5 * DAY;

export const SECRETS = { name: 'Begoña Privada', text: 'mi IBAN es ES91 2100' };
export const phoneOf = (number: number): string => `+346001${String(number).padStart(5, '0')}`;

type Act = (sandbox: Sandbox, customer: Customer, ticket: () => string) => void;

interface Story {
  starts: number;
  /** Acts by the time since the start. */
  acts: [after: number, act: Act][];
  /** What the audit must find, by the time since the start. */
  finds: [kind: FindingKind, after: number][];
  /** Hours to the first reply that arrived; `undefined`: never. */
  firstReply: number | undefined;
  /** When Ventana would have reminded. */
  reminds?: number;
  unknown?: 'gone' | 'refused';
}

const says: Act = (sandbox, customer) => void sandbox.customerWrites(customer, SECRETS.text);
const answers: Act = (sandbox, _, ticket) => void sandbox.agentReplies(ticket(), `Hola ${SECRETS.name}`);
const sets =
  (status: 'pending' | 'solved'): Act =>
  (sandbox, _, ticket) =>
    sandbox.agentSets(ticket(), status);

export const stories: Record<string, Story> = {
  answered: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [HOUR / 2, answers],
      [HOUR, sets('solved')],
    ],
    finds: [],
    firstReply: 0.5,
  },
  tooLate: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [25 * HOUR, answers],
      [26 * HOUR, sets('solved')],
    ],
    finds: [
      ['closedOnWaiting', DAY],
      ['replyTooLate', 25 * HOUR],
    ],
    firstReply: undefined,
  },
  failed: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [HOUR, (sandbox, customer) => sandbox.refuseDeliveries({ code: 131026, customer })],
      [HOUR + 1_000, answers],
      [2 * HOUR, sets('solved')],
    ],
    finds: [['replyFailed', HOUR + 1_000]],
    firstReply: undefined,
  },
  outOfHours: {
    starts: SATURDAY_10,
    acts: [[0, says]],
    finds: [['outOfHours', DAY]],
    firstReply: undefined,
  },
  notReminded: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [HOUR, answers],
      [HOUR + 1_000, sets('pending')],
    ],
    finds: [['notReminded', 25 * HOUR]],
    firstReply: 1,
    reminds: 25 * HOUR,
  },
  answeredInTime: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [HOUR, answers],
      [HOUR + 1_000, sets('pending')],
      [20 * HOUR, says],
      [21 * HOUR, answers],
      [21 * HOUR + 1_000, sets('solved')],
    ],
    finds: [],
    firstReply: 1,
  },
  triggerOnly: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [MINUTE, (sandbox, _, ticket) => void sandbox.repliesByItself(ticket(), 'trigger')],
    ],
    finds: [['closedOnWaiting', DAY]],
    firstReply: undefined,
  },
  solvedUnanswered: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [HOUR, sets('solved')],
    ],
    finds: [],
    firstReply: undefined,
  },
  deleted: {
    starts: MONDAY_10,
    acts: [
      [0, says],
      [HOUR, (sandbox, _, ticket) => sandbox.deleteTicket(ticket())],
    ],
    finds: [],
    firstReply: undefined,
    unknown: 'gone',
  },
};

export interface Known {
  findings: { ticket: string; kind: FindingKind; at: number }[];
  firstReplies: { ticket: string; hours: number | undefined }[];
  reminders: { ticket: string; at: number }[];
  unknown: { id: string; why: string }[];
  tickets: string[];
}

/**
 * Plays each story so many times. Every customer comes a second after the one before.
 * @param clock the sandbox's, which it moves; it ends on Thursday 12 November
 */
export function playPast(sandbox: Sandbox, clock: { now: number }, times: number): Known {
  const known: Known = { findings: [], firstReplies: [], reminders: [], unknown: [], tickets: [] };
  const acts: { at: number; act: () => void }[] = [];
  const told: (() => void)[] = [];
  const all = Array.from({ length: times }, () => Object.values(stories)).flat();
  all.forEach((story, place) => {
    const start = story.starts + place * 1_000;
    const customer = sandbox.addCustomer({ name: SECRETS.name, phone: phoneOf(place) });
    let id: string | undefined;
    const ticket = (): string => id ?? '';
    for (const [after, act] of story.acts) {
      acts.push({
        at: start + after,
        act: () => {
          if (act === says) id = sandbox.customerWrites(customer, SECRETS.text).ticketId;
          else act(sandbox, customer, ticket);
        },
      });
    }
    told.push(() => {
      known.tickets.push(ticket());
      if (story.unknown) return void known.unknown.push({ id: ticket(), why: story.unknown });
      for (const [kind, after] of story.finds) known.findings.push({ ticket: ticket(), kind, at: start + after });
      known.firstReplies.push({ ticket: ticket(), hours: story.firstReply });
      if (story.reminds !== undefined) known.reminders.push({ ticket: ticket(), at: start + story.reminds });
    });
  });
  for (const { at, act } of acts.sort((a, b) => a.at - b.at)) {
    clock.now = at;
    act();
  }
  clock.now = MONDAY_10 + 10 * DAY;
  for (const tell of told) tell();
  return known;
}
