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
  /** Given on this run. */
  askedUrl?: string;
  /** From the configuration. */
  url?: string;
  restore: boolean;
  /** The app's secret is set in the environment: none is made. */
  appSecretIsGiven?: boolean;
}

/** The steps, and the address where the vendors will reach us afterwards. */
export interface Setup {
  steps: Step[];
  url: string;
  ids: Record<string, string>;
}

/** The public address of this service was not given, and no earlier one is known. */
export class NoUrl extends Error {
  /**
   * @param formerEndpoint the URL that our Zendesk webhook calls, whose path is not one that this installation serves
   */
  constructor(readonly formerEndpoint?: string) {
    super('the public address of this service is not known');
  }
}

/**
 * Reads the account and plans what must be done so that Ventana works.
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
  const vendors = await secretStates(store, (variable) => secretsOf(variable, ids, account.places));
  const own = input.appSecretIsGiven ? ['given'] : store.secrets('ZENDESK_APP_SECRET');
  const secrets = { ...vendors, ZENDESK_APP_SECRET: { stored: own, used: own } };
  return { steps: planOf({ wanted: all, found: present.found, record, secrets, restore }), url: where, ids };
}

/** Reads the account and plans what must be done to undo setup. @throws VendorError */
export async function planRemoval({ account, store }: Pick<SetupInput, 'account' | 'store'>): Promise<Step[]> {
  const { found } = await readAccountState(account);
  const secrets = await secretStates(store, () => Promise.resolve([]));
  return removalPlan({ found, record: store.record(), secrets });
}

/**
 * Carries out the steps, one after the other. For things that are kept, it only updates the record.
 * @param onStep called before each step
 * @throws VendorError from the first step that fails; the next run continues from there
 */
export async function applySteps(
  steps: readonly Step[],
  { account, store, ids }: { account: AccountAdmin; store: Store; ids: Record<string, string> },
  onStep: (step: Step) => void,
): Promise<void> {
  const knownIds = { ...ids };
  for (const step of steps) {
    onStep(step);
    await applyStep(step, { account, store, ids: knownIds });
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
    ZENDESK_APP_SECRET: await state('ZENDESK_APP_SECRET'),
  };
}
