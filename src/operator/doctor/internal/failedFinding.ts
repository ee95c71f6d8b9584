import { say } from '../../../language/say';
import { VendorError } from '../../../../activities/vendorError';
import { type Finding, problem } from '../check';

const VENDORS = { zendesk: 'Zendesk', sunshine: 'Sunshine Conversations' } as const;
const PERMISSION = {
  zendesk:
    'Make the user that Ventana acts as an admin (Admin Center, People, Team members, Roles), and let its token have the scopes read and write: ZENDESK_OAUTH_SCOPE.',
  sunshine:
    'Create a new key in Admin Center, Apps and integrations, APIs, Conversations API, and set SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET.',
} as const;

/** The finding for a check that threw. */
export function failedFinding(error: unknown): Finding {
  if (error instanceof VendorError) return ofVendor(error);
  const words = error instanceof Error ? error.message : String(error);
  return problem(
    say('could not be checked: {words}', { words }),
    say('Try again; if it persists, report it with this line.'),
  );
}

function ofVendor({ vendor, status, reached, message, retryAfterMs }: VendorError): Finding {
  const name = VENDORS[vendor];
  switch (status) {
    case undefined:
      return reached === 'notSent'
        ? problem(
            say('{name} cannot be reached ({message})', { name, message }),
            say('Check the network, the proxy and the base URL.'),
          )
        : problem(
            say('the answer of {name} was lost or cannot be read ({message})', { name, message }),
            say('Try again in a minute.'),
          );
    case 401:
      return problem(say('{name} rejects the credentials (401)', { name }), say(CREDENTIAL[vendor]));
    case 403:
      return problem(say('{name} does not allow it ({message})', { name, message }), say(PERMISSION[vendor]));
    case 429:
      return problem(
        say('{name} has had too many requests (429)', { name }),
        say("Try again in {it} s; other integrations are using up the account's rate limit.", {
          it: Math.ceil((retryAfterMs ?? 60_000) / 1000),
        }),
      );
    default:
      return status >= 500
        ? problem(
            say('{name} answers {status} ({message})', { name, status, message }),
            say('Try again in a minute; see https://status.zendesk.com for incidents.'),
          )
        : problem(
            say('{name} answers {status} ({message})', { name, status, message }),
            say('Check the base URL and the ids in the environment.'),
          );
  }
}

const CREDENTIAL = {
  zendesk:
    'Set ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET to a valid pair (or, as long as they work, ZENDESK_EMAIL and ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN): Admin Center, Apps and integrations, APIs.',
  sunshine:
    'Set SUNSHINE_APP_ID, SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET to a valid key: Admin Center, Apps and integrations, APIs, Conversations API.',
} as const;
