/** What people do in a random week. */

export type Deed =
  | 'writes'
  /** Their message was long on its way. */
  | 'writesLate'
  /** No list has it (D4). */
  | 'taps'
  /** Lists have it. */
  | 'tapsButton'
  | 'stop'
  /** A word that opts out only in reply to an outreach. */
  | 'baja'
  | 'replies'
  /** WhatsApp does not deliver the agent's reply. */
  | 'repliesInVain'
  /** No list can read the agent's reply, only its webhook tells of it (W2). */
  | 'repliesUnread'
  | 'open'
  | 'pending'
  | 'hold'
  | 'solved'
  | 'closed'
  | 'asksReopening'
  | 'asksIncident'
  | 'asksRescue'
  | 'withdrawsRescue'
  | 'withdraws'
  | 'endsSession'
  | 'mails'
  | 'clearsBox'
  | 'optsIn'
  | 'blocks'
  | 'edits';

/** What befalls the webhooks of an act. */
export type Fate = 'comes' | 'late' | 'lost' | 'twice';

export interface Act {
  at: number;
  customer: number;
  deed: Deed;
  /** Which of the customer's tickets, where it could be several. */
  pick: number;
  fate: Fate;
  /** How late; how long a message was on its way. */
  delayMs: number;
}
