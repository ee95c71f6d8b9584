import type { Policy } from '../../../../activities/policy';

/** What decides how an account should look. */
export interface Basis {
  policy: Pick<Policy, 'language' | 'ticket'>;
  /** Where the vendors reach us, without a slash at the end. */
  url: string;
  /** Below it, where this account's webhooks come in: `/webhooks`, or `/webhooks/acme` beside other accounts. */
  webhooksPath: string;
  /** The address was given just now, not taken from before. */
  urlIsAsked: boolean;
  /** Zendesk's user id of our credentials. */
  me: string;
}

/** The actions that macros can ask for: `reopening`, then the names under `proactive`. */
export const actionsOf = ({ ticket }: Basis['policy']): string[] => [
  ...(ticket.reopening ? ['reopening'] : []),
  ...Object.keys(ticket.proactive),
];

/** Put on a ticket by the macros of proactive messages: its status is told from then on, by whatever channel it came. */
export const CONTACTED_TAG = 'whatsapp_contacted';
