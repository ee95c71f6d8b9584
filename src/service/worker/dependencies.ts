import type { Client } from '@temporalio/client';
import type { Dependencies } from '../../../activities';
import type { SweepDependencies } from '../../../activities/sweep';
import type { Sunshine } from '../../../activities/ports';
import { createSunshine } from '../../vendors/sunshine/sunshine';
import { createZendesk, type ZendeskApi } from '../../vendors/zendesk/zendesk';
import type { Config } from '../../config/config';
import { ticketUrlOf } from '../../config/ticketUrl';
import { watched, type WatchedPorts } from './credentials';
import { createOfficeHours } from '../../hours/officeHours';
import type { Log } from '../../telemetry/log';
import { createMetrics, type Metrics } from '../../telemetry/metrics';
import { observedPort } from './vendorCalls';
import { paced } from './pace';
import { createRuns } from '../../temporal/tickets';
import { createTurns, turnRulesOf } from '../../temporal/turns';

/** The real vendors, watched for whether they take our credentials. A process makes them once: its checks tell what its calls learn. */
export function createVendors(
  config: Config,
  log: Log,
  metrics: Metrics = createMetrics(),
): WatchedPorts<ZendeskApi, Sunshine> {
  const { account } = config;
  const zendesk = observedPort(createZendesk(config.zendesk, log), { account, vendor: 'zendesk' }, metrics);
  const sunshine = observedPort(createSunshine(config.sunshine), { account, vendor: 'sunshine' }, metrics);
  const names = {
    zendesk: config.zendesk.auth.type === 'oauth' ? 'ZENDESK_OAUTH_TOKEN' : 'ZENDESK_EMAIL and ZENDESK_API_TOKEN',
    sunshine: 'SUNSHINE_APP_ID, SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET',
  };
  return watched({ zendesk, sunshine }, names);
}

/** The ports of the activities over the real vendors and Temporal. `now` in epoch ms: `Date.now`, or simulated time. */
export function createDependencies(
  config: Config,
  client: Client,
  log: Log,
  now: () => number,
  { zendesk, sunshine }: Omit<ReturnType<typeof createVendors>, 'checks'> = createVendors(config, log),
): Dependencies & SweepDependencies {
  const hours = createOfficeHours({
    hours: config.hours,
    quietHours: config.quietHours,
    schedules: zendesk,
    now,
    warn: (message) => log.warn(message),
  });
  return {
    ...paced({ zendesk, sunshine }, config.rates),
    hours,
    turns: createTurns(client, config.account, turnRulesOf(config)),
    runs: createRuns(client, { account: config.account, ticketUrl: ticketUrlOf(config) }),
    policy: config.policy,
    integrationId: config.sunshine.integrationId,
    ticketUrl: ticketUrlOf(config),
    now,
    log,
  };
}
