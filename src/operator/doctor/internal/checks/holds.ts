import type { HoldState } from '../../../../temporal/inspector';
import { type Check, ok, problem, skipped } from '../../check';
import type { Context } from '../context';

/** By what has to be seen to. Without one, a template is stopped. */
const WHAT_TO_DO: Readonly<Record<NonNullable<HoldState['remedy']>, string>> = {
  access: 'Connect the WhatsApp number again: Admin Center, Channels, Messaging and social, Messaging.',
  payment: 'Add a valid payment method: Meta Business Suite, Billing and payments.',
  restriction: 'See why Meta has blocked or limited the account: WhatsApp Manager, Account overview.',
  number: 'See whether the number is registered and its name approved: WhatsApp Manager, Phone numbers.',
};
const TEMPLATE = 'Make its text clearer, or use another template: WhatsApp Manager, Message templates.';

/** What WhatsApp has stopped, and who can change that. Ventana tries one message every five minutes. */
export const holds = ({ temporal: connect, now }: Context): Check[] => [
  {
    id: 'holds',
    title: 'Messages on hold',
    needs: ['temporal'],
    run: async () => {
      const temporal = await connect();
      const stopped = await temporal.holds(now()).catch(async (error: unknown) => {
        if ((await temporal.queuesWithoutWorker()).length > 0) return undefined;
        throw error;
      });
      if (!stopped) return skipped('because no worker is running');
      const [first] = stopped;
      if (!first) return ok('none');
      const found = stopped.map((it) => `${wordsOf(it)} (${it.error})`);
      const worst = stopped.find(({ remedy }) => remedy !== undefined) ?? first;
      return problem(`WhatsApp has stopped ${found.join(', ')}`, worst.remedy ? WHAT_TO_DO[worst.remedy] : TEMPLATE);
    },
  },
];

function wordsOf({ template, message }: HoldState): string {
  if (template !== undefined) return `template ${template}`;
  return message === undefined ? 'all messages' : `message ${message}`;
}
