import type { Customer, Received, TicketStatus } from '../../sandbox';
import type { Armed } from './faults';
import type { CyclePlan } from './plan';
import type { MessageName } from './policy';

/** A message that must reach the phone once, in this stretch of time. */
export interface Expected {
  /** `words`: an agent's lost reply, word for word. */
  message: MessageName | 'words';
  from: number;
  until?: number;
  /** When it should be on the phone at the latest, if nothing delays it. Default: `from`. */
  due?: number;
  /** Of `words`: which. */
  text?: string;
  /** It may have come or not: this machine was too slow to say. */
  optional?: true;
}

/** What the scenario leads to, by docs/behaviour.md and not by Ventana's code. */
export interface Expectation {
  ticketId: string;
  expected: Expected[];
  /** What is still to be seen in Zendesk. */
  owed: () => string[];
}

/** The people of one cycle: each act is done at once, its webhooks go astray as planned. */
export interface Actor {
  readonly customer: Customer;
  /** The customer writes; `agoMs`: it is dated so long ago. @returns the ticket */
  writes(agoMs?: number, text?: string): string;
  replies(ticketId: string): void;
  /** The same where it does not reach the customer, so that only Ventana can bring it. @returns its words */
  repliesTooLate(ticketId: string): string;
  taps(): void;
  sets(ticketId: string, status: TicketStatus): void;
  applies(ticketId: string, macro: string): void;
  /** A ticket that came by e-mail. */
  mails(): string;
  received(): Received[];
  status(ticketId: string): TicketStatus;
  /** Ventana's notes. */
  notes(ticketId: string): string[];
  action(ticketId: string): string | undefined;
  /** Waits, and heals what lost webhooks keep from happening. @returns whether it came to be within that time */
  until(holds: () => boolean, withinMs: number): Promise<boolean>;
}

export type Scenario = (actor: Actor) => Promise<Expectation>;

/** A cycle that was played. */
export interface Cycle {
  plan: CyclePlan;
  customer: Customer;
  ticketIds: string[];
  conversationId?: string;
  acts: { at: number; what: string }[];
  /** What the agents wrote, to be told apart from Ventana's messages; and what of it can only come through Ventana. */
  said: string[];
  lost: string[];
  armed: Armed[];
  expectation: Expectation;
  healedAt?: number;
}
