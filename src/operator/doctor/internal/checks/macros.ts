import { say } from '../../../../language/say';
import { keys } from '../../../setup/keys';
import type { Found, Value } from '../../../../vendors/admin/resources';
import { type Check, ok, problem } from '../../check';
import type { Context } from '../context';
import { idOf } from './setupThings';

/**
 * Any macro that requests a message, including the team's own. A public comment in it would also reach the customer, or
 * seem to.
 */
export const macros = ({ setup }: Context): Check[] => {
  const field = setup.wanted.find(({ key }) => key === keys.action);
  if (!field) return [];
  return [
    {
      id: 'macros.comments',
      title: say('Macro comments'),
      needs: [idOf(field)],
      run: async () => {
        const action = await setup.find(field);
        const asking = (await setup.found('zendesk')).filter((it) => it.kind === 'macro' && asks(it, action?.id));
        const open = asking.filter(writesInPublic).map(({ properties }) => JSON.stringify(properties['title']));
        if (open.length === 0) return ok(say('none is public'));
        return problem(
          say('{it} also writes a public comment', { it: open.join(', ') }),
          say('Make it internal, or remove it: Admin Center, Workspaces, Agent tools, Macros.'),
        );
      },
    },
  ];
};

const asks = ({ properties }: Found, fieldId: string | undefined): boolean =>
  properties['active'] !== false && valuesOf(properties, `custom_fields_${fieldId}`).length > 0;

/** If a macro does not set the mode, its comment becomes part of what the agent is writing: public. */
function writesInPublic({ properties }: Found): boolean {
  const writes = ['comment_value', 'comment_value_html'].some((field) => valuesOf(properties, field).length > 0);
  return writes && !valuesOf(properties, 'comment_mode_is_public').some((it) => it === false || it === 'false');
}

function valuesOf({ actions }: Found['properties'], field: string): Value[] {
  const list: readonly Value[] = Array.isArray(actions) ? (actions as readonly Value[]) : [];
  return list.flatMap((it) => {
    const action = typeof it === 'object' && !Array.isArray(it) ? (it as Record<string, Value>) : {};
    return action['field'] === field && action['value'] !== undefined ? [action['value']] : [];
  });
}
