import type { Policy } from '../../../../activities/policy';

/** Everything that determines how an account should look. */
export interface Basis {
  policy: Pick<Policy, 'language' | 'ticket'>;
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
export const SWITCHES = ['pause', 'resume'] as const;

export const isSwitch = (action: string): action is (typeof SWITCHES)[number] =>
  (SWITCHES as readonly string[]).includes(action);

/**
 * The actions that macros can request: `reopening`, the two for lost replies, the names under `proactive`, and the
 * administrators' switch.
 */
export const actionsOf = ({ ticket }: Basis['policy']): string[] => [
  ...(ticket.reopening ? ['reopening'] : []),
  ...(ticket.rescue ? RESCUE_ACTIONS : []),
  ...Object.keys(ticket.proactive),
  ...SWITCHES,
];

/**
 * The macros of proactive messages add this tag to a ticket. From then on its status changes are reported, whatever its
 * channel.
 */
export const CONTACTED_TAG = 'whatsapp_contacted';
