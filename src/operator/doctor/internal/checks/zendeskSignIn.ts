import type { Config } from '../../../../config/config';
import { signInWarning } from '../../../../config/zendeskSignIn';
import type { ZendeskInspector } from '../../../../vendors/zendesk/inspector';
import type { OAuthClient, SignInError } from '../../../../vendors/zendesk/signIn';
import { type Check, type Finding, ok, problem, skipped, warning } from '../../check';
import type { Context } from '../context';

const CLIENTS = 'Admin Center, Apps and integrations, APIs, OAuth clients';

/** How long our way of signing in lasts, what it allows, and whom it acts as. */
export const zendeskSignIn = ({ zendesk, config }: Pick<Context, 'zendesk' | 'config'>): Check[] => [
  {
    id: 'zendesk.sign-in',
    title: 'Zendesk sign-in',
    run: () => {
      const found = signInWarning(config.zendesk.auth);
      return found ? warning(found.found, found.todo) : ok('with an OAuth client, whose tokens are renewed');
    },
  },
  {
    id: 'zendesk.scope',
    title: 'Zendesk scope',
    needs: ['zendesk.credential'],
    run: async () => judgeScopes(await zendesk.scopes()),
  },
  {
    id: 'zendesk.user',
    title: 'Zendesk user',
    needs: ['zendesk.scope'],
    run: async () => {
      const me = await zendesk.me();
      if (!me) return skipped('because Zendesk does not say who it is');
      if ((await zendesk.assignedTickets(me.id)) === 0) return ok(`"${me.name}", who has no tickets`);
      return warning(
        `Ventana acts as "${me.name}", who has tickets assigned: if a person works with this user, Ventana takes what they do for its own`,
        config.zendesk.auth.type === 'client'
          ? `Make an admin user for Ventana alone, and create the OAuth client anew while signed in as that user: ${CLIENTS}.`
          : 'Make an admin user for Ventana alone, and sign in with its credentials.',
      );
    },
  },
  ...tokenSharing({ zendesk, config }),
];

/** Zendesk does not document it, so it is tried out. */
const tokenSharing = ({ zendesk, config }: { zendesk: ZendeskInspector; config: Config }): Check[] =>
  config.zendesk.auth.type !== 'client'
    ? []
    : [
        {
          id: 'zendesk.tokens',
          title: 'Zendesk access tokens',
          needs: ['zendesk.credential'],
          run: async () => {
            if (await zendesk.tokenSurvivesAnother()) return ok('processes can share the OAuth client');
            return warning(
              "Zendesk ends an OAuth client's token when the client gets another one: processes that share it interrupt each other",
              `Give each process (receiver, every worker) an OAuth client of its own, made by the same user: ${CLIENTS}; or run a single one: \`npx ventana start\`.`,
            );
          },
        },
      ];

const NEEDED = {
  read: 'reading tickets with their audits, which say who changed what, schedules and the ticket export',
  write: 'updating tickets, and for setup creating fields, triggers, webhooks, macros and views',
} as const;

function judgeScopes(scopes: string[] | undefined): Finding {
  if (scopes === undefined) return ok('an API token, which may do all that its user may');
  const missing = (['read', 'write'] as const).filter((it) => !scopes.includes(it));
  if (missing.length === 0) return ok(scopes.join(' '));
  const why = missing.map((it) => `"${it}" for ${NEEDED[it]}`).join('; ');
  return problem(
    `"${scopes.join(' ')}" is too narrow: it lacks ${why}`,
    `Set ZENDESK_OAUTH_SCOPE to "read write" or leave it out, and let the OAuth client have both: ${CLIENTS}.`,
  );
}

/** Why Zendesk gives our client no token. */
export function refusedClient({ clientId, scope }: OAuthClient, refusal: SignInError, fault: string): Finding {
  const name = JSON.stringify(clientId);
  switch (refusal.code) {
    case 'invalid_client':
      return wrongClient(name, fault);
    case 'invalid_scope':
      return problem(
        `the OAuth client ${name} may not have the scope "${scope}" (invalid_scope)`,
        `Let the client have read and write: ${CLIENTS}. Ventana asks for both unless ZENDESK_OAUTH_SCOPE says otherwise.`,
      );
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return problem(
        `the OAuth client ${name} may not sign in by itself (${refusal.code})`,
        `Create a client of the kind confidential: ${CLIENTS}.`,
      );
    default:
      return problem(
        `Zendesk gives the OAuth client ${name} no access token (${refusal.message})`,
        'Check ZENDESK_SUBDOMAIN and ZENDESK_BASE_URL: the address must answer POST /oauth/tokens.',
      );
  }
}

const NEW_SECRET = `Regenerate the secret of the client (${CLIENTS}) and set ZENDESK_OAUTH_CLIENT_SECRET to it; Zendesk shows all of it only once.`;

function wrongClient(name: string, fault: string): Finding {
  if (fault === 'wrongSecret') return problem(`the secret of the OAuth client ${name} is wrong`, NEW_SECRET);
  const which = /^"\d+"$/.test(name) ? ' (a text, not its number)' : '';
  const todo = `Set ZENDESK_OAUTH_CLIENT_ID to the identifier${which} shown in ${CLIENTS}.`;
  if (fault === 'unknownClient') return problem(`there is no OAuth client ${name}`, todo);
  return problem(
    `there is no OAuth client ${name}, or its secret is wrong: Zendesk answers as for a client that does not exist`,
    `${todo} If it is that already: ${NEW_SECRET}`,
  );
}
