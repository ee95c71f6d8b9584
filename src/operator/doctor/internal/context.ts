import { createAccountAdmin } from '../../setup/vendorAdmin';
import { createSunshineInspector, type SunshineInspector } from '../../../vendors/sunshine/inspector';
import { createZendeskInspector, type ZendeskInspector } from '../../../vendors/zendesk/inspector';
import type { Config } from '../../../config/config';
import type { AccountAdmin, SetupRecord } from '../../../vendors/admin/ports';
import { inspectTemporal, type TemporalInspector } from '../../../temporal/inspector';
import { once } from './once';
import { createSetupState, type SetupState } from './setupState';

/** What the checks use. Everything here is read-only: `doctor` changes nothing. */
export interface Context {
  config: Config;
  zendesk: ZendeskInspector;
  sunshine: SunshineInspector;
  setup: SetupState;
  /** For the secrets of the webhooks that call us. */
  account: AccountAdmin;
  /** Connects on the first call. @throws what `inspectTemporal` throws */
  temporal: () => Promise<TemporalInspector>;
  /** Epoch ms. */
  now: () => number;
  close(): Promise<void>;
}

/**
 * @param record what `setup` has recorded on this machine
 * @param now epoch ms: `Date.now`, or a test's clock
 */
export function openContext(config: Config, record: SetupRecord, now: () => number = Date.now): Context {
  const zendesk = createZendeskInspector(config.zendesk, now);
  const sunshine = createSunshineInspector(config.sunshine, now);
  const account = createAccountAdmin(config.zendesk, config.sunshine);
  let connected: Promise<TemporalInspector> | undefined;
  return {
    config,
    now,
    account,
    setup: createSetupState(config, account, record),
    // Several checks use the same answers.
    zendesk: {
      ...zendesk,
      me: once(() => zendesk.me()),
      scopes: once(() => zendesk.scopes()),
      schedules: once(() => zendesk.schedules()),
    },
    sunshine: { ...sunshine, app: once(() => sunshine.app()), templates: once((id: string) => sunshine.templates(id)) },
    temporal: () => (connected ??= inspectTemporal(config)),
    close: async () => (await connected?.catch(() => undefined))?.close(),
  };
}
