import { createAccountAdmin } from '../../setup/vendorAdmin';
import { createSunshineInspector, type SunshineInspector } from '../../../vendors/sunshine/inspector';
import { createZendeskInspector, type ZendeskInspector } from '../../../vendors/zendesk/inspector';
import type { Config } from '../../../config/config';
import type { AccountAdmin, SetupRecord } from '../../../vendors/admin/ports';
import type { TemporalInspector } from '../../../temporal/inspector';
import { findRunning, type Listener, type RunningService, whatListens } from '../../../running/findRunning';
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
  /** The services on this machine that have this data folder. */
  running: () => Promise<RunningService[]>;
  /** What answers at the port on which the receiver would listen. */
  listener: () => Promise<Listener>;
  /** Of this program; undefined: unknown. */
  version: string | undefined;
  /** Epoch ms. */
  now: () => number;
  close(): Promise<void>;
}

const EVERYWHERE = ['0.0.0.0', '::'];

async function listenerAt({ http: { host, port } }: Config): Promise<Listener> {
  return port === 0 ? 'nothing' : whatListens(`http://${EVERYWHERE.includes(host) ? '127.0.0.1' : host}:${port}`);
}

/**
 * @param version of this program
 * @param record what `setup` has recorded on this machine
 * @param now epoch ms: `Date.now`, or a test's clock
 */
export function openContext(
  config: Config,
  record: SetupRecord,
  now: () => number = Date.now,
  version?: string,
): Context {
  const zendesk = createZendeskInspector(config.zendesk, now);
  const sunshine = createSunshineInspector(config.sunshine, now);
  const account = createAccountAdmin(config.zendesk, config.sunshine);
  let connected: Promise<TemporalInspector> | undefined;
  return {
    config,
    now,
    version,
    account,
    running: once(() => findRunning(config.dataFolder)),
    listener: once(() => listenerAt(config)),
    setup: createSetupState(config, account, record),
    // Several checks use the same answers.
    zendesk: {
      ...zendesk,
      me: once(() => zendesk.me()),
      scopes: once(() => zendesk.scopes()),
      schedules: once(() => zendesk.schedules()),
    },
    sunshine: { ...sunshine, app: once(() => sunshine.app()), templates: once((id: string) => sunshine.templates(id)) },
    // Only where it is asked: loading Temporal's client takes half of a short command.
    temporal: () =>
      (connected ??= import('../../../temporal/inspector.js').then(({ inspectTemporal }) => inspectTemporal(config))),
    close: async () => (await connected?.catch(() => undefined))?.close(),
  };
}
