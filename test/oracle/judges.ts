/** Every judgement on a week's history, by the row of docs/behaviour.md that it holds. */
import type { Account } from './account';
import type { Breach, Judge } from './breach';
import * as notes from './rows/notes';
import * as pressure from './rows/pressure';
import * as reminders from './rows/reminders';
import * as reopenings from './rows/reopenings';
import * as rescues from './rows/rescues';
import * as sends from './rows/sends';
import * as tickets from './rows/tickets';
import * as turns from './rows/turns';
import * as warnings from './rows/warnings';

const loops: Judge = (a) => a.spins.map((words) => ({ row: 'no loops', words }));

/** What is promised, by the name that breaches of it have. */
export const rows = {
  C1: 'no proactive message without consent, where it is required',
  E1: 'nothing automatic into an ended session',
  F2: "the customer's answer opens the ticket, also if its webhook was lost",
  'F1 not due': 'no reminder early, or without all that it needs (F2, F4 to F7, F12, F13)',
  'F1 missing': 'the reminder goes out to the minute when nothing disturbs it, and later when something did',
  F8: 'nothing automatic in quiet hours',
  F9: 'no more reminders in one silence of the customer than `max`',
  'F10 not due': 'no warning early, or of a customer who has been answered',
  'F10 once': 'one warning for each window',
  'F10 missing': 'the warning is given',
  'H3 not due': 'no automatic reopening early, or without all that it needs',
  'H3 once': "one automatic reopening for each of the customer's words",
  'H3 missing': 'the automatic reopening goes out when the office opens',
  H7: 'the same action within a day sends one message',
  H9: 'requested turns first, then the oldest customer message',
  'H9 rate': 'turns at the configured rate',
  I3: 'nothing to a customer who has blocked us',
  K1: 'growing pauses while a vendor does not take a send',
  L2: 'no turn for a message that its ticket does not need any more',
  L6: 'one probe in five minutes while WhatsApp refuses',
  L8: 'no turn in quiet hours',
  O1: 'no outreach to a customer who has opted out',
  'R1 once': "an agent's lost words go out once",
  'R1 not due': 'no words that were not lost, that nobody asked for, or before the customer has written',
  'R1 missing': 'the words go out once the customer has written',
  'R2 not due': 'no template early, or where nothing is to be rescued',
  'R2 missing': 'the customer is told of the lost reply',
  R3: 'lost words go out in order',
  'R3 told once': 'one template in each silence of the customer',
  R5: "no words after an agent's own reply, or once they were withdrawn",
  R6: 'no words that an agent was to decide on',
  R7: 'no words that are too old',
  R12: 'no words after those that failed, until an agent asks again',
  'R12 told': 'agents are told of words that failed, unless they are tried again',
  R13: 'no template that asks for an answer where the window is open',
  U1: 'no ticket is solved early',
  U3: 'no ticket is solved whose customer answered',
  U4: 'no ticket is solved that somebody worked on',
  U5: 'no ticket is solved whose reminder failed',
  'rule 3 once': 'no message twice for one intent',
  'rule 4 text': 'no text outside the window',
  'rule 4 template': 'no template where text would arrive',
  'rule 5': "no requested message after the customer's later word",
  'rule 7': 'only tickets that wait are opened, and only for a word that came after the status',
  'rule 7 once': 'an answer opens the ticket that asked once',
  'rule 8': 'few updates, and none that changes nothing',
  'rule 9': 'no message that nobody asks for',
  'rule 9 end': 'every request ends with a message or a note',
  'rule 10': 'no more templates in any 24 hours than the limit (L1)',
  fields: 'the fields are right in the end, and with the warning',
  Z5: 'the field "WhatsApp answer" shows who has not answered',
  Z24: 'the field "WhatsApp outcome" shows what came of our last message',
  'F13 missing': 'agents are told of each reply that did not reach the customer',
  'notes missing': 'each message and each opt-out has its note',
  'notes once': 'no note twice',
  'notes true': 'a note says what has happened',
  'no loops': 'nobody is awake for nothing',
} as const;

const judges: readonly Judge[] = [
  ...Object.values(sends),
  ...Object.values(reminders),
  ...Object.values(reopenings),
  ...Object.values(warnings),
  ...Object.values(tickets),
  ...Object.values(turns),
  ...Object.values(pressure),
  ...Object.values(rescues),
  ...Object.values(notes),
  loops,
];

export const judge = (a: Account): Breach[] => judges.flatMap((it) => it(a));
