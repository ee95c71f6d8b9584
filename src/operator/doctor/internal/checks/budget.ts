import { say } from '../../../../language/say';
import type { LimitState } from '../../../../temporal/inspector';
import { type Check, type Finding, ok, skipped, warning } from '../../check';
import type { Context } from '../context';
import { ofTurns } from '../ofTurns';

type Budget = NonNullable<LimitState['budget']>;

/** Row Q83: what this month's messages cost, beside the policy's budget. No line where the policy has none. */
export function budget({ config, temporal: connect, now }: Context): Check[] {
  if (!config.policy.budget) return [];
  return [
    {
      id: 'budget',
      title: say('Budget of the month'),
      needs: ['temporal'],
      run: async () => {
        const state = await ofTurns(connect, (temporal) => temporal.limits(now()));
        if (state === undefined) return skipped(say('because no worker is running'));
        return state === 'unused' || !state.budget ? ok(say('nothing has been counted yet')) : judge(state.budget);
      },
    },
  ];
}

const RAISE =
  'Raise `budget.monthly.hard` in the policy file, if messages have to go; then `npx ventana policy apply`. What costs most: `npx ventana report`.';

function judge(state: Budget): Finding {
  const { spent, soft, hard, card, currency } = state;
  const money = (amount: number): string => `${amount.toFixed(2)} ${currency}`;
  const words = [
    say('an estimated {spent} this month', { spent: money(spent) }),
    ...(soft === undefined ? [] : [say('soft budget {soft}', { soft: money(soft) })]),
    ...(hard === undefined ? [] : [say('hard budget {hard}', { hard: money(hard) })]),
    ...(card === undefined ? [] : [say('rate card of {card}', { card })]),
  ].join(', ');
  if (state.usedUp)
    return warning(say('the budget of the month is used up: automatic messages wait ({words})', { words }), say(RAISE));
  if (soft !== undefined && spent >= soft)
    return warning(
      say('the soft budget is reached ({words})', { words }),
      say('Nothing waits. {raise}', { raise: say(RAISE) }),
    );
  return ok(words);
}
