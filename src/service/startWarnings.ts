import type { Config } from '../config/config';
import { plainHttpWarning } from '../config/plainHttp';
import { signInWarning } from '../config/zendeskSignIn';
import type { Log } from '../telemetry/log';

/** Logs what may not be intended, or will stop working. */
export function warnAtStart(configs: readonly Config[], log: Log): void {
  for (const { account, policyWarnings } of configs)
    for (const warning of policyWarnings) log.warn({ account }, warning);
  for (const { account, policy } of configs)
    if (policy.ticket.observes) log.warn({ account }, 'the policy only observes: nothing is sent');
  for (const config of configs)
    for (const warning of [signInWarning(config.zendesk.auth), plainHttpWarning(config)])
      if (warning) log.warn({ account: config.account }, `${warning.found}. ${warning.todo}`);
}
