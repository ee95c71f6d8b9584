import { createAccount } from '../clients/zendeskAdmin';
import { createSunshineLook, type SunshineLook } from '../clients/sunshineLook';
import { createZendeskLook, type ZendeskLook } from '../clients/zendeskLook';
import type { Config } from '../config/config';
import type { Account, SetupRecord } from '../setup/ports';
import { lookAtTemporal, type TemporalLook } from '../temporal/look';
import { once } from './once';
import { createSetupState, type SetupState } from './setupState';

/** What the checks look at. All of it is for looking only: `doctor` changes nothing. */
export interface Context {
  config: Config;
  zendesk: ZendeskLook;
  sunshine: SunshineLook;
  setup: SetupState;
  /** For the secrets of those who call us. */
  account: Account;
  /** Connects at the first call. @throws as `lookAtTemporal` */
  temporal: () => Promise<TemporalLook>;
  /** Epoch ms. */
  now: () => number;
  close(): Promise<void>;
}

/**
 * @param record what `setup` has written down on this machine
 * @param now epoch ms: `Date.now`, or a test's
 */
export function openContext(config: Config, record: SetupRecord, now: () => number = Date.now): Context {
  const zendesk = createZendeskLook(config.zendesk, { now });
  const sunshine = createSunshineLook(config.sunshine, { now });
  const account = createAccount(config.zendesk, config.sunshine);
  let connected: Promise<TemporalLook> | undefined;
  return {
    config,
    now,
    account,
    setup: createSetupState(config, account, record),
    // Several checks look at the same answers.
    zendesk: { ...zendesk, me: once(() => zendesk.me()), schedules: once(() => zendesk.schedules()) },
    sunshine: { ...sunshine, app: once(() => sunshine.app()), templates: once((id: string) => sunshine.templates(id)) },
    temporal: () => (connected ??= lookAtTemporal(config)),
    close: async () => (await connected?.catch(() => undefined))?.close(),
  };
}
