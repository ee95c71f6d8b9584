import type { Config } from './config';

/** Where agents open a ticket. */
export const ticketUrlOf =
  (config: Config) =>
  (ticketId: string): string =>
    `${config.zendesk.agentUrl}${ticketId}`;
