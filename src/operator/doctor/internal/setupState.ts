import type { Config } from '../../../config/config';
import { keys } from '../../setup/keys';
import { planOf } from '../../setup/plan';
import type { AccountAdmin, SetupRecord } from '../../../vendors/admin/ports';
import { ours, currentUrl, standIn } from '../../setup/accountState';
import { type Found, type Kind, kinds, type Desired } from '../../../vendors/admin/resources';
import type { ThingStep } from '../../setup/steps';
import { desired } from '../../setup/desired';
import { zendeskAddress } from '../../setup/desiredWebhooks';

/** Whose things: each vendor's are looked at by themselves, so that a refusal of one leaves the other's in sight. */
export type Side = 'zendesk' | 'sunshine';

const SUNSHINE_KINDS: readonly Kind[] = ['integration', 'notificationWebhook'];
const NO_SECRET = { stored: [], used: [] };

export const sideOf = (kind: Kind): Side => (SUNSHINE_KINDS.includes(kind) ? 'sunshine' : 'zendesk');

/** The account against what `setup` would make of it, by setup's own plan. Its methods throw `VendorError`. */
export interface SetupState {
  /** All things that must be there, in setup's order; known without asking anybody. */
  wanted: readonly Desired[];
  /** What setup would do with the thing of this key. */
  step(wanted: Desired): Promise<ThingStep>;
  /** The thing of this key as it is. */
  find(wanted: Desired): Promise<Found | undefined>;
  /** Everything of one side, ours and others'. */
  found(side: Side): Promise<readonly Found[]>;
  /** Things of ours that the policy no longer needs. */
  leftovers(side: Side): Promise<ThingStep[]>;
  /** Where the vendors call us, without a slash at the end: as the configuration says, else as setup wrote it, else as it is. */
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
      secrets: { ZENDESK_WEBHOOK_SECRET: NO_SECRET, SUNSHINE_WEBHOOK_SECRET: NO_SECRET },
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
