/**
 * Who goes first where our own budget of requests is short: what an agent has asked for and waits for, then what is
 * due, then what can wait (display fields, the sweep).
 */
export type Urgency = 'requested' | 'due' | 'low';

/** Reads and updates of a ticket say it in their order. Absent: due. */
export interface Urgent {
  urgency?: Urgency;
}
