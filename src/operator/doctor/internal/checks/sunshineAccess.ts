import { say } from '../../../../language/say';
import { VendorError } from '../../../../../activities/vendorError';
import { type Check, ok, problem } from '../../check';
import type { Context } from '../context';

const KEYS = 'Admin Center, Apps and integrations, APIs, Conversations API';
const CHANNELS = 'Admin Center, Channels, Messaging and social, Messaging';

/**
 * Whether Sunshine Conversations accepts our key and what the key may do, and the WhatsApp number that we send from.
 */
export const sunshineAccess = ({ sunshine, config: { sunshine: settings } }: Context): Check[] => [
  {
    id: 'sunshine.credential',
    title: say('Sunshine credential'),
    run: async () => {
      const refusal = await refusalOf(sunshine.app());
      if (refusal?.status === 404) {
        return problem(
          say('there is no app {appId}', { appId: settings.appId }),
          say('Set SUNSHINE_APP_ID to the app id shown in {keys}.', { keys: say(KEYS) }),
        );
      }
      // A 403 means that the key is accepted but lacks a permission. The next check reports that.
      if (refusal && refusal.status !== 403) throw refusal;
      return ok(say('Sunshine Conversations accepts the key'));
    },
  },
  {
    id: 'sunshine.permissions',
    title: say('Sunshine permissions'),
    needs: ['sunshine.credential'],
    run: async () => {
      if (!(await refusalOf(sunshine.app()))) return ok(say('the key reads the whole app'));
      return problem(
        say('the key is for one integration only: it has no access to templates, integrations and webhooks'),
        say('Create a key for the whole app in {keys}, and set SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET.', {
          keys: say(KEYS),
        }),
      );
    },
  },
  {
    id: 'whatsapp.integration',
    title: say('WhatsApp number'),
    needs: ['sunshine.permissions'],
    run: async () => {
      const found = await sunshine.integration(settings.integrationId);
      if (found?.type !== 'whatsapp') {
        const what = found ? say('is of type {type}, not whatsapp', { type: found.type }) : say('does not exist');
        return problem(
          say('the integration {integrationId} {what}', { integrationId: settings.integrationId, what }),
          whichToSet(await sunshine.whatsAppIntegrations()),
        );
      }
      if (found.status === undefined)
        return ok(say('the integration is there; whether it is active, Sunshine does not say'));
      if (found.status === 'active') return ok(say('the integration is active'));
      return problem(
        say('the integration is {status}: nothing is sent or received', { status: found.status }),
        say('Connect the number again: {channels}.', { channels: say(CHANNELS) }),
      );
    },
  },
];

function whichToSet(ids: string[]): string {
  if (ids.length === 0) {
    return say(
      'The app has no WhatsApp integration. Connect a number in {channels}; `npx ventana doctor` then shows its id.',
      { channels: say(CHANNELS) },
    );
  }
  const [only] = ids;
  if (only !== undefined && ids.length === 1)
    return say('Set WHATSAPP_INTEGRATION_ID to {it}, the only WhatsApp integration of the app.', { it: only });
  return say('Set WHATSAPP_INTEGRATION_ID to one of the WhatsApp integrations of the app: {it}.', {
    it: ids.join(', '),
  });
}

/** Undefined if the call succeeded. Rethrows errors that are not an answer from the vendor. */
async function refusalOf(call: Promise<void>): Promise<VendorError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof VendorError && error.reached === 'answered') return error;
    throw error;
  }
}
