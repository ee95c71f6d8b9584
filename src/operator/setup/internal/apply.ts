import { randomBytes } from 'node:crypto';
import { differencesBetween } from '../differences';
import type { AccountAdmin, Made, SecretName, SetupRecord, Store } from '../../../vendors/admin/ports';
import { type IdOf, NOT_YET, type Properties } from '../../../vendors/admin/resources';
import { callersOf } from './secretSteps';
import { changed, type SecretStep, type Step, type ThingStep } from '../steps';

export interface Applying {
  account: AccountAdmin;
  store: Store;
  /** Ids of existing things, by key. Grows with each creation. */
  ids: Record<string, string>;
}

/**
 * Carries out one step. The record is written after the vendor's change: if the run is killed in between, the next one
 * finds the thing by its mark. Additions to other people's things are recorded before, because nothing marks them.
 * @throws VendorError
 */
export function applyStep(step: Step, applying: Applying): Promise<void> {
  return step.kind === 'secret' ? applySecret(step, applying) : applyThing(step, applying);
}

async function applyThing(step: ThingStep, { account, store, ids }: Applying): Promise<void> {
  const place = account.places[step.kind];
  const idOf: IdOf = (key) => ids[key] ?? NOT_YET;
  switch (step.action) {
    case 'create': {
      const properties = step.wanted.properties(idOf);
      const { id } = await place.create({ ...properties, ...step.wanted.initially?.(idOf) });
      ids[step.key] = id;
      return remember(store, step.key, { id, properties });
    }
    case 'change': {
      const { found, wanted, adopted } = step;
      // Ids that were unknown when the plan was made are known now.
      const desired = wanted?.properties(idOf) ?? {};
      const changes = step.changes.map((it) => ({
        ...it,
        ...(desired[it.property] && { desired: desired[it.property]! }),
      }));
      const added = Object.fromEntries(
        changes.flatMap((it) => (it.desired === undefined ? [] : [[it.property, it.desired]])),
      );
      if (adopted && wanted) remember(store, step.key, { id: found.id, properties: added, adopted });
      await place.change(found.id, changed(found, changes));
      if (adopted && !wanted) return forget(store, step.key);
      if (!adopted) remember(store, step.key, { id: found.id, properties: asMade(step, desired, store.record()) });
      return;
    }
    case 'keep':
      if (!step.adopted && step.wanted) {
        const properties = asMade(step, step.wanted.properties(idOf), store.record());
        remember(store, step.key, { id: step.found.id, properties });
      }
      return;
    case 'remove':
      await place.remove(step.found.id);
      return forget(store, step.key);
  }
}

/**
 * The properties to record as ours: the desired ones, except that a property changed by hand keeps what we wrote
 * before.
 */
function asMade({ key, byHand }: ThingStep, desired: Properties, record: SetupRecord): Properties {
  const before = record[key]?.properties ?? {};
  const properties = { ...desired };
  for (const { property } of byHand) {
    const value = before[property];
    if (value === undefined) delete properties[property];
    else properties[property] = value;
  }
  return properties;
}

function remember(store: Store, key: string, made: Made): void {
  const record = store.record();
  const before = record[key];
  const isKnown = before?.id === made.id && differencesBetween(before.properties, made.properties).length === 0;
  if (!isKnown) store.saveRecord({ ...record, [key]: made });
}

function forget(store: Store, key: string): void {
  const { [key]: _gone, ...others } = store.record();
  store.saveRecord(others);
}

async function applySecret(
  { action, variable }: SecretStep,
  { account: { places }, store, ids }: Applying,
): Promise<void> {
  if (action === 'keep') return;
  if (action === 'remove') return store.saveSecrets(variable, []);
  const secrets = variable === 'ZENDESK_APP_SECRET' ? [newSecret()] : await secretsOf(variable, ids, places);
  store.saveSecrets(variable, secrets);
}

const newSecret = (): string => randomBytes(32).toString('base64url');

/** The current secrets of the existing webhooks, from the vendors. @throws VendorError */
export async function secretsOf(
  variable: SecretName,
  ids: Record<string, string>,
  places: AccountAdmin['places'],
): Promise<string[]> {
  const secrets: string[] = [];
  for (const { kind, key } of callersOf[variable]) {
    const id = ids[key];
    if (id !== undefined) secrets.push(await places[kind].secret(id));
  }
  return secrets;
}
