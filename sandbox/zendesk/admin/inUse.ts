import type { Field } from '../../world/settings';
import type { World } from '../../world/world';
import { invalid } from '../errors';

/** A field that rules still use cannot be deleted: the rules must be removed first. @throws Refused 422 */
export function refuseFieldInUse(world: World, { id }: Field): void {
  const name = `custom_fields_${id}`;
  const rules = [
    ...world.triggers.map(({ title, conditions }) => ({ title, names: conditions })),
    ...world.views.map(({ title, conditions }) => ({ title, names: conditions })),
    ...world.macros.map(({ title, actions }) => ({ title, names: actions })),
  ];
  const user = rules.find(({ names }) => JSON.stringify(names).includes(`"${name}"`));
  if (user) throw invalid('base', `The field is in use by "${user.title}"`);
}
