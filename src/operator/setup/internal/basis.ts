import type { Policy } from '../../../../activities/policy';

/** Everything that determines how an account should look. */
export interface Basis {
  policy: Pick<Policy, 'language' | 'ticket' | 'titles'>;
  /** The address where the vendors reach us, without a trailing slash. */
  url: string;
  /**
   * The path of this account's webhooks at that address: `/webhooks`, or `/webhooks/acme` when there are several
   * accounts.
   */
  webhooksPath: string;
  /** The address was given on this run, not taken from an earlier one. */
  urlIsAsked: boolean;
  /** The Zendesk user id of our credentials. */
  me: string;
}

const RESCUE_ACTIONS = ['rescue', 'rescue_withdraw'] as const;

/** Whether an action is one of those for lost replies. */
export const isRescue = (action: string): action is (typeof RESCUE_ACTIONS)[number] =>
  RESCUE_ACTIONS.some((it) => it === action);

/** Not messages: an administrator pauses all sending, and lets it go on. */
const SWITCHES = ['pause', 'resume'] as const;

export const isSwitch = (action: string): action is (typeof SWITCHES)[number] => SWITCHES.some((it) => it === action);

/** Not messages: an agent silences one ticket, and lifts that. */
const SILENCING = ['silence', 'unsilence'] as const;

export const isSilencing = (action: string): action is (typeof SILENCING)[number] =>
  SILENCING.some((it) => it === action);

/**
 * The actions that macros can request: `reopening`, the two for lost replies, the names under `proactive`, the two that
 * silence a ticket, and the administrators' switch.
 */
export const actionsOf = ({ ticket }: Basis['policy']): string[] => [
  ...(ticket.reopening ? ['reopening'] : []),
  ...(ticket.rescue ? RESCUE_ACTIONS : []),
  ...Object.keys(ticket.proactive),
  ...SILENCING,
  ...SWITCHES,
];
