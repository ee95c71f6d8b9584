import { createZendesk } from '../../vendors/zendesk/zendesk';
import type { Config } from '../../config/config';
import { ticketUrlOf } from '../../config/ticketUrl';
import { createLog } from '../../telemetry/log';
import { createOpenTickets, type OpenTickets } from '../../temporal/conversations';
import { findWorker } from '../../temporal/findWorker';
import { withClient } from '../../temporal/withClient';
import { type CompareOptions, type Comparison, comparePolicy } from './compare';

/** Where progress and warnings go. */
export interface Teller extends Pick<CompareOptions, 'onProgress' | 'warn'> {
  connecting: (line: string) => void;
}

/**
 * Compares the policy of this configuration with the one that the open tickets use, and passes the tickets and the
 * comparison on.
 * @throws {Error} when Temporal, its workers or Zendesk do not answer
 */
export const withComparison = <T>(
  config: Config,
  texts: CompareOptions['texts'],
  { connecting, ...teller }: Teller,
  use: (comparison: Comparison, tickets: OpenTickets) => Promise<T>,
): Promise<T> =>
  withClient(config, connecting, async (client) => {
    await findWorker(client);
    const tickets = createOpenTickets(client, { account: config.account, ticketUrl: ticketUrlOf(config) });
    const schedules = createZendesk(config.zendesk, createLog('silent'));
    return use(await comparePolicy(config, { tickets, schedules, now: Date.now, texts, ...teller }), tickets);
  });
