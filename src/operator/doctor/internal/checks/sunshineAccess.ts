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
    title: 'Sunshine credential',
    run: async () => {
      const refusal = await refusalOf(sunshine.app());
      if (refusal?.status === 404) {
        return problem(`there is no app ${settings.appId}`, `Set SUNSHINE_APP_ID to the app id shown in ${KEYS}.`);
      }
      // A 403 means that the key is accepted but lacks a permission. The next check reports that.
      if (refusal && refusal.status !== 403) throw refusal;
      return ok('Sunshine Conversations accepts the key');
    },
  },
  {
    id: 'sunshine.permissions',
    title: 'Sunshine permissions',
    needs: ['sunshine.credential'],
    run: async () => {
      if (!(await refusalOf(sunshine.app()))) return ok('the whole app');
      return problem(
        'the key is for one integration only: it has no access to templates, integrations and webhooks',
        `Create a key for the whole app in ${KEYS}, and set SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET.`,
      );
    },
  },
  {
    id: 'whatsapp.integration',
    title: 'WhatsApp number',
    needs: ['sunshine.permissions'],
    run: async () => {
      const found = await sunshine.integration(settings.integrationId);
      if (found?.type !== 'whatsapp') {
        const what = found ? `is of type ${found.type}, not whatsapp` : 'does not exist';
        return problem(
          `the integration ${settings.integrationId} ${what}`,
          whichToSet(await sunshine.whatsAppIntegrations()),
        );
      }
      if (found.status === undefined || found.status === 'active') return ok('the integration is active');
      return problem(
        `the integration is ${found.status}: nothing is sent or received`,
        `Connect the number again: ${CHANNELS}.`,
      );
    },
  },
];

function whichToSet(ids: string[]): string {
  if (ids.length === 0) {
    return `The app has no WhatsApp integration. Connect a number in ${CHANNELS}; \`npx ventana doctor\` then shows its id.`;
  }
  if (ids.length === 1) return `Set WHATSAPP_INTEGRATION_ID to ${ids[0]}, the only WhatsApp integration of the app.`;
  return `Set WHATSAPP_INTEGRATION_ID to one of the WhatsApp integrations of the app: ${ids.join(', ')}.`;
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
