import type { Config } from './config';

/** Returns a function that gives the address of a ticket in the agents' interface. */
export const ticketUrlOf =
  (config: Config) =>
  (ticketId: string): string =>
    `${config.zendesk.agentUrl}${ticketId}`;
