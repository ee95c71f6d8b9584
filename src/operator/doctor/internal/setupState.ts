import type { Config } from '../../../config/config';
import { keys } from '../../setup/keys';
import { planOf } from '../../setup/plan';
import type { AccountAdmin, SetupRecord } from '../../../vendors/admin/ports';
import { ours, currentUrl, standIn } from '../../setup/accountState';
import { type Found, type Kind, kinds, type Desired } from '../../../vendors/admin/resources';
import type { ThingStep } from '../../setup/steps';
import { desired } from '../../setup/desired';
import { zendeskAddress } from '../../setup/desiredWebhooks';

/**
 * The vendor that a thing belongs to. Each vendor is read separately, so if one rejects us, the other can still be
 * checked.
 */
export type Side = 'zendesk' | 'sunshine';

const SUNSHINE_KINDS: readonly Kind[] = ['integration', 'notificationWebhook'];
const NO_SECRET = { stored: [], used: [] };

export const sideOf = (kind: Kind): Side => (SUNSHINE_KINDS.includes(kind) ? 'sunshine' : 'zendesk');

/** The account compared with what `setup` would make of it, using setup's own plan. The methods throw `VendorError`. */
export interface SetupState {
  /** Everything that must exist, in setup's order. Known without any request. */
  wanted: readonly Desired[];
  /** What setup would do with this thing. */
  step(wanted: Desired): Promise<ThingStep>;
  /** This thing as it is now. */
  find(wanted: Desired): Promise<Found | undefined>;
  /** Everything at one vendor, created by us or by others. */
  found(side: Side): Promise<readonly Found[]>;
  /** Things that setup made and that the policy no longer needs. */
  leftovers(side: Side): Promise<ThingStep[]>;
  /**
   * The address where the vendors call us, without a trailing slash: from the configuration, otherwise from setup's
   * record, otherwise from the account.
   */
  url(): Promise<string | undefined>;
}

export function createSetupState(config: Config, account: AccountAdmin, record: SetupRecord): SetupState {
  const { webhooksPath } = config;
  const basis = (url: string, me: string) => ({
    policy: config.policy,
    webhooksPath,
    url,
    urlIsAsked: false,
    me,
  });
  const list = desired(basis('', ''));
  const readings: Partial<Record<Side, Promise<Found[]>>> = {};
  const plans: Partial<Record<Side, Promise<ThingStep[]>>> = {};

  const found = (side: Side): Promise<Found[]> => (readings[side] ??= readSide(account, side));

  async function url(): Promise<string | undefined> {
    if (config.publicUrl !== undefined) return config.publicUrl;
    const written = record[keys.webhook]?.properties['endpoint'];
    const path = zendeskAddress({ url: '', webhooksPath });
    if (typeof written === 'string' && written.endsWith(path)) return written.slice(0, -path.length);
    return currentUrl({ me: '', found: await found('zendesk') }, webhooksPath, record);
  }

  async function makePlan(side: Side): Promise<ThingStep[]> {
    const wanted = desired(basis((await url()) ?? '', side === 'zendesk' ? await account.me() : ''));
    const steps = planOf({
      wanted: wanted.filter(({ kind }) => sideOf(kind) === side),
      found: await found(side),
      record,
      secrets: { ZENDESK_WEBHOOK_SECRET: NO_SECRET, SUNSHINE_WEBHOOK_SECRET: NO_SECRET, ZENDESK_APP_SECRET: NO_SECRET },
      restore: false,
    });
    return steps.filter((step): step is ThingStep => step.kind !== 'secret');
  }
  const plan = (side: Side): Promise<ThingStep[]> => (plans[side] ??= makePlan(side));

  return {
    wanted: list,
    found,
    url,
    async step({ kind, key }) {
      const step = (await plan(sideOf(kind))).find((it) => it.key === key);
      if (!step) throw new Error(`setup has no plan for ${key}`);
      return step;
    },
    async find(thing) {
      const all = await found(sideOf(thing.kind));
      return ours(all, thing.kind, thing.key, record) ?? standIn(all, thing);
    },
    leftovers: async (side) => (await plan(side)).filter(({ action }) => action === 'remove'),
  };
}

async function readSide({ places }: AccountAdmin, side: Side): Promise<Found[]> {
  const lists = await Promise.all(kinds.filter((kind) => sideOf(kind) === side).map((kind) => places[kind].list()));
  return lists.flat();
}
