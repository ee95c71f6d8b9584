import { say } from '../../../../language/say';
import type { HoldState } from '../../../../temporal/inspector';
import { REMEDIES } from '../../../../reasons/remedies';
import { type Check, ok, problem, skipped } from '../../check';
import type { Context } from '../context';
import { ofTurns } from '../ofTurns';

const TEMPLATE = 'Make its text clearer, or use another template: WhatsApp Manager, Message templates.';

/** What WhatsApp has stopped, and who can change that. Ventana tries one message every five minutes. */
export const holds = ({ temporal: connect, now }: Context): Check[] => [
  {
    id: 'holds',
    title: say('Messages on hold'),
    needs: ['temporal'],
    run: async () => {
      const stopped = await ofTurns(connect, (temporal) => temporal.holds(now()));
      if (!stopped) return skipped(say('because no worker is running'));
      const [first] = stopped;
      if (!first) return ok(say('none'));
      const found = stopped.map((it) => `${wordsOf(it)} (${it.error})`);
      const worst = stopped.find(({ remedy }) => remedy !== undefined) ?? first;
      return problem(
        say('WhatsApp has stopped {it}', { it: found.join(', ') }),
        worst.remedy ? say(REMEDIES[worst.remedy]) : say(TEMPLATE),
      );
    },
  },
];

function wordsOf({ template, message }: HoldState): string {
  if (template !== undefined) return say('template {template}', { template });
  return message === undefined ? say('all messages') : say('message {message}', { message });
}
