import type { Client } from '@temporalio/client';
import type { Dependencies } from '../../../../activities/dependencies';
import type { LedgerPort } from '../../../../activities/ledger';
import type { FindTemplateTexts, TemplateLengths } from '../../../../activities/ports';
import type { OwnWork } from '../../../../activities/ownWork';
import type { SweepDependencies } from '../../../../activities/sweepPorts';
import type { TurnRules } from '../../../../workflows/core/turns';
import { costsOf } from '../../../budget/costs';
import type { Config } from '../../../config/config';
import { ticketUrlOf } from '../../../config/ticketUrl';
import { createOfficeHours } from '../../../hours/officeHours';
import type { RateFile } from '../../../rates/rateFile';
import type { Log } from '../../../telemetry/log';
import { createPauses } from '../../../temporal/pause';
import { createRuns } from '../../../temporal/tickets';
import { createTurns, turnRulesOf } from '../../../temporal/turns';
import type { Brake } from './brake';
import type { Vendors } from './vendors';

export type WorkerDependencies = Dependencies & SweepDependencies;

export interface DependencyParts {
  client: Client;
  log: Log;
  /** Epoch ms: `Date.now`, or simulated time. */
  now: () => number;
  /** For durations: ms by a clock that nobody sets. */
  elapsed: () => number;
  vendors: Vendors;
  /** What Meta knows of the templates. */
  templates: { lengths: TemplateLengths; texts: FindTemplateTexts };
  brake: Brake;
  /** The team's rate cards as they are now. */
  rates: () => RateFile | undefined;
  ownWork: OwnWork;
  ledger: LedgerPort | undefined;
  lookAtTemplates?: () => Promise<void>;
}

/** What the activities of an account use, under one policy. */
export function createDependencies(config: Config, parts: DependencyParts): WorkerDependencies {
  const { client, log, now, elapsed, vendors, templates, brake, rates, ownWork, ledger, lookAtTemplates } = parts;
  const { zendesk, sunshine } = vendors;
  const hours = createOfficeHours({
    hours: config.hours,
    quietHours: config.quietHours,
    schedules: zendesk,
    now,
    elapsed,
    warn: (message) => log.warn(message),
  });
  const ticketUrl = ticketUrlOf(config);
  const costs = costsOf(config, { hours, now, rates });
  const rules = async (): Promise<TurnRules> => ({ ...turnRulesOf(config), ...(await costs?.turnRules()) });
  return {
    zendesk,
    sunshine,
    templateLengths: templates.lengths,
    templateTexts: templates.texts,
    hours,
    turns: createTurns(client, config.account, rules, async () => (await brake.pause())?.since),
    pauses: createPauses(client, config.account, now),
    runs: createRuns(client, { account: config.account, ticketUrl }),
    policy: config.policy,
    integrationId: config.sunshine.integrationId,
    ticketUrl,
    now,
    log,
    ownWork,
    ...(costs && { prices: costs.prices }),
    ...(ledger && { ledger }),
    ...(lookAtTemplates && { lookAtTemplates }),
  };
}
