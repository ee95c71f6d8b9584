import type { Config } from '../config/config';
import { plainHttpWarning } from '../config/plainHttp';
import { signInWarning } from '../config/zendeskSignIn';
import type { Log } from '../telemetry/log';
import { milestones } from '../telemetry/milestones';

/** One account in the first line of a service's log. */
export interface AccountAtStart {
  account: string;
  policyFile: string;
  policyVersion: string | undefined;
  /** The address under which both vendors' webhooks are. Absent: the configuration does not say. */
  webhooks?: string;
}

/** Logs what is about to run, what may not be intended, and what will stop working. */
export function logStart(configs: readonly Config[], version: string, log: Log): void {
  log.info({ version, accounts: configs.map(atStart) }, milestones.starting);
  for (const { account, policyWarnings } of configs)
    for (const warning of policyWarnings) log.warn({ account }, warning);
  for (const { account, policy } of configs)
    if (policy.ticket.observes) log.warn({ account }, 'the policy only observes: nothing is sent');
  for (const config of configs)
    for (const warning of [signInWarning(config.zendesk.auth), plainHttpWarning(config)])
      if (warning) log.warn({ account: config.account }, `${warning.found}. ${warning.todo}`);
}

const atStart = ({ account, policyFile, policy, publicUrl, webhooksPath }: Config): AccountAtStart => ({
  account,
  policyFile,
  policyVersion: policy.ticket.version,
  ...(publicUrl !== undefined && { webhooks: `${publicUrl}${webhooksPath}` }),
});
