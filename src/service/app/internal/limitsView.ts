import { budgetOf } from '../../../../workflows/core/turnBudget';
import { forgetOld, roomAt } from '../../../../workflows/core/turnLimits';
import type { Turns } from '../../../../workflows/core/turnState';
import type { PolicyConfig } from '../../../policy/policyConfig';
import type { TicketView } from '../view';
import { iso, isoOrNull } from './values';

/** The account's turns as they are now: they are asked once in some seconds. */
export const turnsAt = (turns: Turns | undefined, now: number): Turns | undefined =>
  turns && { ...forgetOld(turns, now), asOf: Math.max(turns.asOf, now) };

/** How much of the limits is used. */
export function limitsOf(turns: Turns | undefined, { limits }: PolicyConfig): TicketView['limits'] {
  const budget = budgetIn(turns);
  const at = (uses: 'template' | 'notification', used: number, max: number) => ({
    ...{ used, max },
    roomAt: turns && used >= max ? isoOrNull(roomAt(turns, uses)) : null,
  });
  return {
    templates: at('template', turns?.templates.used ?? 0, limits.templatesPerDay),
    notifications: at('notification', turns?.notifications.count ?? 0, limits.notificationsPerMonth),
    ...(budget && { budget }),
  };
}

function budgetIn(turns: Turns | undefined): TicketView['limits']['budget'] {
  const state = turns && budgetOf(turns, turns.asOf);
  if (!state) return undefined;
  const { ends, usedUp: _usedUp, ...budget } = state;
  return { ...budget, until: iso(ends) };
}
