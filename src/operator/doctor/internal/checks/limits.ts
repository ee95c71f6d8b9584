import { say } from '../../../../language/say';
import type { LimitState } from '../../../../temporal/inspector';
import { type Check, type Finding, ok, skipped, warning } from '../../check';
import type { Context } from '../context';
import { ofTurns } from '../ofTurns';

/** How much of the policy's limits is used up. At a limit automatic messages wait. */
export const limits = ({ temporal: connect, now }: Context): Check[] => [
  {
    id: 'limits',
    title: say('Limits of the policy'),
    needs: ['temporal'],
    run: async () => {
      const state = await ofTurns(connect, (temporal) => temporal.limits(now()));
      if (state === undefined) return skipped(say('because no worker is running'));
      return state === 'unused' ? ok(say('nothing has been sent yet')) : judge(state);
    },
  },
];

const RAISE =
  'Raise it in the policy file, if your portfolio may send more (WhatsApp Manager, Account overview, Messaging limits); then `npx ventana policy apply`.';

function judge({ templates, notifications, waiting }: LimitState): Finding {
  const words = [
    say('{used} of {max} templates in 24 hours', { used: templates.used, max: templates.max }),
    say('{used} of {max} notifications this month', { used: notifications.used, max: notifications.max }),
  ].join(', ');
  const reached = [
    templates.used >= templates.max && 'limits.templatesPerDay',
    notifications.used >= notifications.max && 'limits.notificationsPerMonth',
  ].filter((it) => it !== false);
  if (reached.length === 0) return ok(words);
  const room =
    templates.roomAt === undefined
      ? ''
      : say('; room for the next template at {time}', { time: timeOf(templates.roomAt) });
  return warning(
    say('{it} is reached, and {it2} ({words}){room}', {
      it: reached.join(say(' and ')),
      it2: waiting === 1 ? say('1 message waits') : say('{waiting} messages wait', { waiting }),
      words,
      room,
    }),
    say('Nothing is lost: they go out one by one as room comes. {raise}', { raise: say(RAISE) }),
  );
}

const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
