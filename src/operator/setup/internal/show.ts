import type { Colors } from 'picocolors/types';
import type { Difference } from '../differences';
import { kinds, type Value } from '../../../vendors/admin/resources';
import type { Action, Step } from '../steps';

const groups: Record<Step['kind'], string> = {
  ticketField: 'Zendesk ticket fields',
  userField: 'Zendesk user fields',
  webhook: 'Zendesk webhook',
  trigger: 'Zendesk triggers',
  macro: 'Zendesk macros',
  view: 'Zendesk views',
  integration: 'Sunshine webhook (v2), with its own integration',
  notificationWebhook: 'Sunshine webhook (v1.1)',
  secret: 'Secrets on this machine, for the service',
};

const marks: Record<Action, string> = { create: '+', change: '~', keep: '=', remove: '-' };
const verbs: Record<Action, string> = { create: 'create', change: 'change', keep: 'keep', remove: 'remove' };

/** The plan for people, grouped like Zendesk's own menus. */
export function planLines(steps: readonly Step[], paint: Colors): string[] {
  if (steps.length === 0) return [];
  const legend = (Object.keys(marks) as Action[]).map((it) => `${painted(it, paint)} ${verbs[it]}`).join('   ');
  const width = Math.max(0, ...steps.map(({ name }) => name.length));
  return [
    ...[...kinds, 'secret' as const].flatMap((kind) => {
      const inGroup = steps.filter((it) => it.kind === kind);
      return inGroup.length === 0
        ? []
        : [paint.bold(groups[kind]), ...inGroup.flatMap((it) => stepLines(it, width, paint)), ''];
    }),
    `${legend}     ${summary(steps)}`,
  ];
}

function stepLines(step: Step, width: number, paint: Colors): string[] {
  const { action, name, reason, changes, byHand } = step;
  const line = `  ${painted(action, paint)} ${name.padEnd(width)}  ${paint.dim(reason)}`;
  return [
    line,
    ...changes.map((it) => `      ${it.property}: ${text(it.actual)} -> ${text(it.desired)}`),
    ...byHand.map((it) =>
      paint.yellow(`      ${it.property}: ${text(it.actual)} is kept; Ventana's value is ${text(it.desired)}`),
    ),
    ...(byHand.length > 0 && action === 'keep' ? [`      ${hint(step)}`] : []),
  ];
}

const hint = (step: Step): string =>
  'adopted' in step && step.adopted
    ? 'Setup leaves it as it is. Rename or remove it, and setup creates its own.'
    : 'Use --restore to undo this change.';

const painted = (action: Action, paint: Colors): string => {
  switch (action) {
    case 'create':
      return paint.green(marks.create);
    case 'change':
      return paint.yellow(marks.change);
    case 'remove':
      return paint.red(marks.remove);
    case 'keep':
      return paint.dim(marks.keep);
  }
};

/** `create 14, keep 3`. */
export function summary(steps: readonly Step[]): string {
  const counts = (Object.keys(verbs) as Action[]).map(
    (it) => [verbs[it], steps.filter(({ action }) => action === it)] as const,
  );
  return counts
    .filter(([, list]) => list.length > 0)
    .map(([verb, list]) => `${verb} ${list.length}`)
    .join(', ');
}

/** A step in words, for progress and for the report of where it stopped. */
export const stepWords = ({ action, kind, name }: Step): string => `${verbs[action]} ${name} (${groups[kind]})`;

/** A step for a program. */
export const stepDocument = ({ action, kind, name, reason, changes, byHand }: Step) => ({
  action,
  kind,
  name,
  reason,
  changes: changes.map(plain),
  byHand: byHand.map(plain),
});

const plain = ({ property, actual = null, desired = null }: Difference) => ({ property, actual, desired });

const text = (value: Value | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));
