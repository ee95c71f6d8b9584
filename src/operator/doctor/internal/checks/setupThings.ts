import { say, sayAsIs, type Plain } from '../../../../language/say';
import { isDeepStrictEqual } from 'node:util';
import { type Check, type Finding, ok, problem, warning } from '../../check';
import type { Context } from '../context';
import { type Difference, pointsToNothing } from '../../../setup/differences';
import { keyIn } from '../../../../vendors/admin/marks';
import { type Desired, type Kind, OPTION, type Value } from '../../../../vendors/admin/resources';
import type { ThingStep } from '../../../setup/steps';
import { sideOf } from '../setupState';

const TITLES: Record<Kind, Plain> = {
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
    title: `${say(TITLES[thing.kind])} ${JSON.stringify(thing.name)}`,
    needs: [NEEDS[sideOf(thing.kind)]],
    run: async () => judge(await setup.step(thing)),
  })),
  {
    id: 'setup.leftovers',
    title: say('Leftovers of setup'),
    needs: Object.values(NEEDS),
    run: async () => {
      const things = [...(await setup.leftovers('zendesk')), ...(await setup.leftovers('sunshine'))];
      if (things.length === 0) return ok(say('none'));
      return warning(
        say('the policy no longer needs {it}', { it: things.map(({ name }) => JSON.stringify(name)).join(', ') }),
        say(PLAN),
      );
    },
  },
];

function judge(step: ThingStep): Finding {
  if (step.action === 'create') {
    const report = step.kind === 'view' ? warning : problem;
    return report(say('is missing ({why})', { why: step.wanted.why }), say(PLAN));
  }
  // If a difference only refers to another thing that is missing, that other thing's own line reports it.
  const differences = [...step.changes, ...step.byHand].filter(({ desired }) => !pointsToNothing(desired));
  const serious = differences.filter((it) => isSerious(step, it));
  const [worst = differences[0]] = serious;
  if (!worst && step.changes.length + step.byHand.length > 0)
    return ok(say('as it should be, but for what it refers to and is missing'));
  if (!worst)
    return ok(step.action === 'keep' && step.adopted ? say('there, created before Ventana') : say('as it should be'));
  const more = differences.length > 1 ? say(' (and {it} more)', { it: differences.length - 1 }) : '';
  return (serious.length > 0 ? problem : warning)(`${inWords(worst)}${more}`, todoFor(step, worst));
}

function todoFor(step: ThingStep, difference: Difference): string {
  if (!step.byHand.includes(difference)) return say(PLAN);
  const isOthers = step.action !== 'create' && step.action !== 'remove' && step.adopted;
  if (isOthers) return say('Change it by hand, or rename it: `npx ventana setup` then creates its own.');
  return say('Run `npx ventana setup --restore` to undo the change; it shows the plan first.');
}

/** Ventana finds ticket fields by their marks, or else by their titles. Texts are for people, who may change them. */
function isSerious(step: Exclude<ThingStep, { action: 'create' }>, difference: Difference): boolean {
  const { kind, key, found } = step;
  const { property, actual, desired } = difference;
  if (kind === 'macro' && property === 'actions') return !hasAll(actual, desired);
  if (kind === 'view' || property === 'description') return false;
  if (property === 'title') return kind === 'ticketField' && keyIn(found) !== key;
  return !(property.startsWith(OPTION) && actual !== undefined);
}

/** People may add their own actions to a macro. */
const hasAll = (actual: Value | undefined, desired: Value | undefined): boolean =>
  Array.isArray(actual) &&
  Array.isArray(desired) &&
  desired.every((needed) => actual.some((action) => isDeepStrictEqual(action, needed)));

function inWords({ property, actual, desired }: Difference): string {
  if (property === 'active' || property === 'status') return say('is not active');
  if (property === 'endpoint' || property === 'target')
    return say('points to {shown}, not to {shown2}', { shown: shown(actual), shown2: shown(desired) });
  if (!property.startsWith(OPTION))
    return say('its {it} was changed', { it: sayAsIs(PROPERTIES[property] ?? property) });
  const option = property.slice(OPTION.length);
  return actual === undefined
    ? say('its option {option} is missing', { option })
    : say('its option {option} has another label', { option });
}

const shown = (value: Value | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value));

const PROPERTIES: Readonly<Record<string, Plain>> = {
  actions: 'list of actions',
  all: 'list of conditions',
  any: 'list of conditions',
  triggers: 'list of events',
};
