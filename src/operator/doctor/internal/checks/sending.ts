import { say } from '../../../../language/say';
import { pauseWords } from '../../../../temporal/pause';
import { type Check, ok, warning } from '../../check';
import type { Context } from '../context';

/** Whether messages go out at all: somebody may have paused them, or the policy only observes. */
export const sending = ({ config, temporal: connect }: Context): Check[] => [
  {
    id: 'sending',
    title: say('Sending'),
    needs: ['temporal'],
    run: async () => {
      const pause = await (await connect()).pause();
      if (pause) {
        return warning(
          say('all sending is paused {pause}', { pause: pauseWords(pause) }),
          say(
            'Let it go on: `npx ventana resume`, or the macro that an administrator of Zendesk applies to any ticket.',
          ),
        );
      }
      if (config.policy.ticket.observes) {
        return warning(
          say('the policy only observes: what would be sent is noted on the tickets, and nothing is sent'),
          say('To send, set `mode: live` in the policy.'),
        );
      }
      return ok(say('not paused'));
    },
  },
];
