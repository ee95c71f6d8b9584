import { compare, type Difference, differencesBetween } from './differences';
import { keyIn } from '../../vendors/admin/marks';
import type { Made, SecretName, SetupRecord } from '../../vendors/admin/ports';
import { ours, standIn } from './accountState';
import {
  type Found,
  type IdOf,
  identities,
  kinds,
  NOT_YET,
  OPTION,
  type Properties,
  type Desired,
} from '../../vendors/admin/resources';
import { secretSteps, type SecretState } from './internal/secretSteps';
import type { Step, ThingStep } from './steps';

export interface PlanInput {
  wanted: readonly Desired[];
  found: readonly Found[];
  record: SetupRecord;
  secrets: Record<SecretName, SecretState>;
  /** Undo changes that were made by hand. */
  restore: boolean;
}

/** Plans what must be done so that the account is as it should be, in this order. Pure. */
export function planOf({ wanted, found, record, secrets, restore }: PlanInput): Step[] {
  const idOf: IdOf = (key) => idsOf(wanted, found, record)[key] ?? NOT_YET;
  const needed = wanted.map((it) => stepFor(it, { found, record, idOf, restore }));
  const known = new Set(wanted.map(({ key }) => key));
  const dropped = oursIn(found, record)
    .filter(({ key }) => !known.has(key))
    .map((it) => removal(it, 'the policy no longer needs it'));
  return [...dropped, ...needed, ...secretSteps(secrets, needed)];
}

/** Plans what must be done to undo setup, in this order. Pure. */
export function removalPlan({ found, record, secrets }: Omit<PlanInput, 'wanted' | 'restore'>): Step[] {
  const made = oursIn(found, record).map((it) => removal(it, lossOf(it.found)));
  const stored = (Object.keys(secrets) as SecretName[]).filter((variable) => secrets[variable].stored.length > 0);
  return [
    ...made,
    ...adoptedIn(found, record).flatMap(({ key, it, made: { properties } }) => giveBack(key, it, properties)),
    ...stored.map((variable) => ({
      kind: 'secret' as const,
      action: 'remove' as const,
      variable,
      name: variable,
      reason: 'not needed without the webhook',
      changes: [],
      byHand: [],
    })),
  ];
}

/** The ids of everything that exists, by key. */
export function idsOf(
  wanted: readonly Desired[],
  found: readonly Found[],
  record: SetupRecord,
): Record<string, string> {
  const entries = wanted.flatMap((it) => {
    const there = ours(found, it.kind, it.key, record) ?? standIn(found, it);
    return there ? [[it.key, there.id]] : [];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

type Context = Pick<PlanInput, 'found' | 'record' | 'restore'> & { idOf: IdOf };

function stepFor(wanted: Desired, { found, record, idOf, restore }: Context): ThingStep {
  const { kind, key, name, why } = wanted;
  const desired = wanted.properties(idOf);
  const existing = ours(found, kind, key, record);
  if (!existing) {
    const other = standIn(found, wanted);
    return other
      ? adoption(wanted, other, desired)
      : { kind, key, name, action: 'create', wanted, reason: why, changes: [], byHand: [] };
  }
  const { ours: changes, byHand } = compare(existing, desired, record[key], wanted);
  const common = { kind, key, name, wanted, found: existing };
  const todo = restore ? [...changes, ...byHand] : changes;
  const left = restore ? [] : byHand;
  if (todo.length > 0) return { ...common, action: 'change', reason: why, changes: todo, byHand: left };
  const reason = left.length > 0 ? 'changed by hand' : 'as it should be';
  return { ...common, action: 'keep', reason, changes: [], byHand: left };
}

/** Plans the use of a thing that somebody else made: only missing options are added to it. */
function adoption(wanted: Desired, found: Found, desired: Properties): ThingStep {
  const { kind, key, name } = wanted;
  const common = { kind, key, name, wanted, found, adopted: true as const };
  const isOurs = ({ property }: Difference): boolean => property !== 'description' && property !== identities[kind];
  const others = differencesBetween(found.properties, desired).filter(isOurs);
  const changes = others.filter(({ property, actual }) => property.startsWith(OPTION) && actual === undefined);
  const byHand = others.filter((it) => !changes.includes(it) && !it.property.startsWith(OPTION));
  const reason = `existed before Ventana${byHand.length > 0 ? ', and differs from what Ventana creates' : ''}`;
  return changes.length > 0 && !byHand.some(({ property }) => property === 'type')
    ? { ...common, action: 'change', reason, changes, byHand }
    : { ...common, action: 'keep', reason, changes: [], byHand };
}

interface OurThing {
  key: string;
  found: Found;
}

/** Everything that setup made, last created first, so that a thing is removed before what it refers to. */
function oursIn(found: readonly Found[], record: SetupRecord): OurThing[] {
  const keyed = found.flatMap((it) => {
    const key = keyIn(it) ?? keyById(it, record);
    return key !== undefined && ours(found, it.kind, key, record) === it ? [{ key, found: it }] : [];
  });
  return keyed.sort((a, b) => kinds.indexOf(b.found.kind) - kinds.indexOf(a.found.kind));
}

const keyById = ({ id }: Found, record: SetupRecord): string | undefined =>
  Object.keys(record).find((key) => record[key]?.id === id && !record[key].adopted);

const adoptedIn = (found: readonly Found[], record: SetupRecord): { key: string; it: Found; made: Made }[] =>
  Object.entries(record).flatMap(([key, made]) => {
    const it = made.adopted && found.find(({ id }) => id === made.id);
    return it ? [{ key, it, made }] : [];
  });

/** Removes what setup added to a thing that existed before Ventana. */
function giveBack(key: string, found: Found, added: Properties): ThingStep[] {
  const changes = Object.keys(added)
    .filter((property) => found.properties[property] !== undefined)
    .map((property) => ({ property, actual: found.properties[property]! }));
  if (changes.length === 0) return [];
  const reason = 'existed before Ventana: only what setup added is removed';
  const common = { kind: found.kind, key, name: nameOf(found), found, adopted: true as const };
  return [{ ...common, action: 'change', reason, changes, byHand: [] }];
}

const removal = ({ key, found }: OurThing, reason: string): ThingStep => ({
  kind: found.kind,
  key,
  name: nameOf(found),
  action: 'remove',
  found,
  reason,
  changes: [],
  byHand: [],
});

const lossOf = ({ kind }: Found): string => {
  if (kind === 'ticketField') return 'created by setup; its values on all tickets will be lost';
  if (kind === 'userField') return 'created by setup; its values for all customers will be lost';
  return 'created by setup';
};

/** The name that people know it by. */
function nameOf({ kind, properties }: Found): string {
  const name = properties['title'] ?? properties['name'] ?? properties[identities[kind] ?? ''];
  if (typeof name === 'string') return name;
  return kind === 'integration' ? 'Ventana (v2 webhook)' : 'v1.1 webhook';
}
