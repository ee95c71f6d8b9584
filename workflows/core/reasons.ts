/** Why something automatic does not happen: in words for people, and as stable codes for programs (row J4). */
import type { TicketStatus } from '../../activities/types';

/** Each code with its words. The words may change; the codes may not. */
const words = {
  off: ['it is off in the policy'],
  agents: ['it is left to the agents'],
  observes: ['the policy only observes'],
  wasObserved: ['it was due while the policy only observed'],
  heldBack: ['an experiment measures what happens without it'],
  silenced: ['an agent has silenced the ticket'],
  otherTicket: ['the conversation belongs to another ticket'],
  noConversation: ['the ticket has no WhatsApp conversation'],
  optedOut: ['the customer opted out'],
  noConsent: ['the customer has not agreed to it'],
  status: [],
  sessionEnded: ['the messaging session has ended'],
  answeredInLaterTicket: ['the customer has answered in a later ticket'],
  customerNeverWrote: ['the customer has not written'],
  lastWordCustomer: ["the last word is the customer's"],
  lastWordAgent: ["the last word is the agent's"],
  alreadyReminded: ['the customer has already been reminded'],
  alreadyContacted: ['the customer has already been contacted'],
  alreadyTold: ['the customer has already been told'],
  answered: ['the customer has been answered'],
  requestPending: ['an agent has requested a message'],
  messagePending: ['a message is about to go out', 'it is being sent'],
  windowOpen: ['the window is open'],
  windowClosed: ['the window is closed'],
  officeOpenDuringWindow: ['the office is open during the window'],
  officeOpenedLongAgo: ['the office opened more than a day ago'],
  noOpeningInSight: ['the office does not open within two weeks'],
  noOfficeHoursLeft: ['no office hours are left before the window closes'],
  noReplyLost: ['no reply was lost'],
  noReminderAfterThis: ['the policy has no reminder after this message'],
  reminderNotSent: ['the last reminder has not been sent'],
  reminderUncertain: ['it is not certain that the last reminder arrived'],
  takenUp: ['somebody has worked on the ticket since the last reminder'],
  alreadyDone: ['it has already been done'],
  alreadyGiven: ['it has already been given'],
} as const;

export type ReasonCode = keyof typeof words;
export const reasonCodes = Object.keys(words) as ReasonCode[];

export type ReasonWords =
  (typeof words)[ReasonCode][number] | `the ticket is ${TicketStatus}` | `the ticket is ${TicketStatus}, not pending`;

export const reasonCode = (why: ReasonWords): ReasonCode =>
  reasonCodes.find((code) => words[code].some((it) => it === why)) ?? 'status';
