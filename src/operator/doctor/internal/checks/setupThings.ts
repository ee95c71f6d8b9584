import { isDeepStrictEqual } from 'node:util';
import { type Check, type Finding, ok, problem, warning } from '../../check';
import type { Context } from '../context';
import { type Difference, pointsToNothing } from '../../../setup/differences';
import { type Desired, type Kind, OPTION, type Value } from '../../../../vendors/admin/resources';
import type { ThingStep } from '../../../setup/steps';
import { sideOf } from '../setupState';

const TITLES: Record<Kind, string> = {
  ticketField: 'Ticket field',
  userField: 'User field',
  webhook: 'Zendesk webhook',
  trigger: 'Trigger',
  macro: 'Macro',
  view: 'View',
  integration: 'Sunshine',
  notificationWebhook: 'Sunshine',
};

const NEEDS = { zendesk: 'zendesk.role', sunshine: 'sunshine.permissions' } as const;
const PLAN = 'Run `npx ventana setup`: it shows the plan, asks, and carries it out.';

export const idOf = ({ key }: Pick<Desired, 'key'>): string => `setup.${key}`;

/** Each thing that `setup` creates: it exists, is active, and is as Ventana creates it. */
export const setupThings = ({ setup }: Context): Check[] => [
  ...setup.wanted.map((thing) => ({
    id: idOf(thing),
    title: `${TITLES[thing.kind]} ${JSON.stringify(thing.name)}`,
    needs: [NEEDS[sideOf(thing.kind)]],
    run: async () => judge(await setup.step(thing)),
  })),
  {
    id: 'setup.leftovers',
    title: 'Leftovers of setup',
    needs: Object.values(NEEDS),
    run: async () => {
      const things = [...(await setup.leftovers('zendesk')), ...(await setup.leftovers('sunshine'))];
      if (things.length === 0) return ok('none');
      return warning(`the policy no longer needs ${things.map(({ name }) => JSON.stringify(name)).join(', ')}`, PLAN);
    },
  },
];

function judge(step: ThingStep): Finding {
  if (step.action === 'create') {
    const report = step.kind === 'view' ? warning : problem;
    return report(`is missing (${step.wanted.why})`, PLAN);
  }
  // If a difference only refers to another thing that is missing, that other thing's own line reports it.
  const differences = [...step.changes, ...step.byHand].filter(({ desired }) => !pointsToNothing(desired));
  const serious = differences.filter((it) => isSerious(step.kind, it));
  const [worst = differences[0]] = serious;
  if (!worst) return ok(step.action === 'keep' && step.adopted ? 'there, created before Ventana' : 'as it should be');
  const more = differences.length > 1 ? ` (and ${differences.length - 1} more)` : '';
  return (serious.length > 0 ? problem : warning)(`${inWords(worst)}${more}`, todoFor(step, worst));
}

function todoFor(step: ThingStep, difference: Difference): string {
  if (!step.byHand.includes(difference)) return PLAN;
  const isOthers = step.action !== 'create' && step.action !== 'remove' && step.adopted;
  if (isOthers) return 'Change it by hand, or rename it: `npx ventana setup` then creates its own.';
  return 'Run `npx ventana setup --restore` to undo the change; it shows the plan first.';
}

/** Ventana finds ticket fields and macros by their titles. Other texts are for people, who may change them. */
function isSerious(kind: Kind, { property, actual, desired }: Difference): boolean {
  if (kind === 'macro' && property === 'actions') return !hasAll(actual, desired);
  if (kind === 'view' || property === 'description') return false;
  if (property === 'title') return kind === 'ticketField' || kind === 'macro';
  return !(property.startsWith(OPTION) && actual !== undefined);
}

/** People may add their own actions to a macro. */
const hasAll = (actual: Value | undefined, desired: Value | undefined): boolean =>
  Array.isArray(actual) &&
  Array.isArray(desired) &&
  desired.every((needed) => actual.some((action) => isDeepStrictEqual(action, needed)));

function inWords({ property, actual, desired }: Difference): string {
  if (property === 'active' || property === 'status') return 'is not active';
  if (property === 'endpoint' || property === 'target') return `points to ${shown(actual)}, not to ${shown(desired)}`;
  if (!property.startsWith(OPTION)) return `its ${PROPERTIES[property] ?? property} was changed`;
  const option = property.slice(OPTION.length);
  return actual === undefined ? `its option ${option} is missing` : `its option ${option} has another label`;
}

const shown = (value: Value | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value));

const PROPERTIES: Readonly<Record<string, string>> = {
  actions: 'list of actions',
  all: 'list of conditions',
  any: 'list of conditions',
  triggers: 'list of events',
};
