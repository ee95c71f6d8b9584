import { applyStep, secretsOf } from './apply';
import type { Basis } from './basis';
import { idsOf, planOf, removalPlan } from '../plan';
import type { AccountAdmin, SecretName, Store } from '../../../vendors/admin/ports';
import { currentEndpoint, currentUrl, readAccountState } from '../accountState';
import type { SecretState } from './secretSteps';
import type { Step } from '../steps';
import { desired } from '../desired';

export interface SetupInput {
  account: AccountAdmin;
  store: Store;
  policy: Basis['policy'];
  webhooksPath: string;
  /** As the person has just given it. */
  askedUrl?: string;
  /** From the configuration. */
  url?: string;
  restore: boolean;
}

/** What is to be done, and where the vendors will reach us then. */
export interface Setup {
  steps: Step[];
  url: string;
  ids: Record<string, string>;
}

/** The public address of this service was never given, now or before. */
export class NoUrl extends Error {
  /** @param formerEndpoint what our Zendesk webhook calls; its path is not the one at which this installation listens */
  constructor(readonly formerEndpoint?: string) {
    super('the public address of this service is not known');
  }
}

/**
 * Reads the account and says what is to be done so that it works.
 * @throws VendorError
 * @throws NoUrl
 */
export async function planSetup(input: SetupInput): Promise<Setup> {
  const { account, store, policy, webhooksPath, askedUrl, url, restore } = input;
  const present = await readAccountState(account);
  const record = store.record();
  const where = askedUrl ?? url ?? currentUrl(present, webhooksPath, record);
  if (where === undefined) throw new NoUrl(currentEndpoint(present, record));
  const all = desired({ policy, url: where, webhooksPath, urlIsAsked: askedUrl !== undefined, me: present.me });
  const ids = idsOf(all, present.found, record);
  const secrets = await secretStates(store, (variable) => secretsOf(variable, ids, account.places));
  return { steps: planOf({ wanted: all, found: present.found, record, secrets, restore }), url: where, ids };
}

/** Reads the account and says what is to be done so that it is as it was before setup. @throws VendorError */
export async function planRemoval({ account, store }: Pick<SetupInput, 'account' | 'store'>): Promise<Step[]> {
  const { found } = await readAccountState(account);
  const secrets = await secretStates(store, () => Promise.resolve([]));
  return removalPlan({ found, record: store.record(), secrets });
}

/**
 * Does the steps, one after the other; what is to be kept is only remembered.
 * @param onStep hears of each one before it is begun
 * @throws VendorError at the first that fails: another run goes on from there
 */
export async function applySteps(
  steps: readonly Step[],
  { account, store, ids }: { account: AccountAdmin; store: Store; ids: Record<string, string> },
  onStep: (step: Step) => void,
): Promise<void> {
  const growing = { ...ids };
  for (const step of steps) {
    onStep(step);
    await applyStep(step, { account, store, ids: growing });
  }
}

async function secretStates(
  store: Store,
  used: (variable: SecretName) => Promise<string[]>,
): Promise<Record<SecretName, SecretState>> {
  const state = async (variable: SecretName): Promise<SecretState> => ({
    stored: store.secrets(variable),
    used: await used(variable),
  });
  return {
    ZENDESK_WEBHOOK_SECRET: await state('ZENDESK_WEBHOOK_SECRET'),
    SUNSHINE_WEBHOOK_SECRET: await state('SUNSHINE_WEBHOOK_SECRET'),
  };
}
