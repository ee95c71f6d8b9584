import { say, sayAsIs } from '../../../../language/say';
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
    title: say('Zendesk sign-in'),
    run: () => {
      const found = signInWarning(config.zendesk.auth);
      return found
        ? warning(sayAsIs(found.found), sayAsIs(found.todo))
        : ok(say('with an OAuth client, whose tokens are renewed'));
    },
  },
  {
    id: 'zendesk.scope',
    title: say('Zendesk scope'),
    needs: ['zendesk.credential'],
    run: async () => judgeScopes(await zendesk.scopes()),
  },
  {
    id: 'zendesk.user',
    title: say('Zendesk user'),
    needs: ['zendesk.scope'],
    run: async () => {
      const me = await zendesk.me();
      if (!me) return skipped(say('because Zendesk does not say who it is'));
      if ((await zendesk.assignedTickets(me.id)) === 0)
        return ok(say('"{name}", who has no tickets', { name: me.name }));
      return warning(
        say(
          'Ventana acts as "{name}", who has tickets assigned: if a person works with this user, Ventana takes what they do for its own',
          { name: me.name },
        ),
        config.zendesk.auth.type === 'client'
          ? say(
              'Make an admin user for Ventana alone, and create the OAuth client anew while signed in as that user: {clients}.',
              { clients: say(CLIENTS) },
            )
          : say('Make an admin user for Ventana alone, and sign in with its credentials.'),
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
          title: say('Zendesk access tokens'),
          needs: ['zendesk.credential'],
          run: async () => {
            if (await zendesk.tokenSurvivesAnother()) return ok(say('processes can share the OAuth client'));
            return warning(
              say(
                "Zendesk ends an OAuth client's token when the client gets another one: processes that share it interrupt each other",
              ),
              say(
                'Give each process (receiver, every worker) an OAuth client of its own, made by the same user: {clients}; or run a single one: `npx ventana start`.',
                { clients: say(CLIENTS) },
              ),
            );
          },
        },
      ];

const NEEDED = {
  read: 'reading tickets with their audits, which say who changed what, schedules and the ticket export',
  write: 'updating tickets, and for setup creating fields, triggers, webhooks, macros and views',
} as const;

function judgeScopes(scopes: string[] | undefined): Finding {
  if (scopes === undefined) return ok(say('an API token, which may do all that its user may'));
  const missing = (['read', 'write'] as const).filter((it) => !scopes.includes(it));
  if (missing.length === 0) return ok(scopes.join(' '));
  const why = missing.map((it) => say('"{it}" for {it2}', { it, it2: say(NEEDED[it]) })).join('; ');
  return problem(
    say('"{it}" is too narrow: it lacks {why}', { it: scopes.join(' '), why }),
    say('Set ZENDESK_OAUTH_SCOPE to "read write" or leave it out, and let the OAuth client have both: {clients}.', {
      clients: say(CLIENTS),
    }),
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
        say('the OAuth client {name} may not have the scope "{scope}" (invalid_scope)', { name, scope }),
        say(
          'Let the client have read and write: {clients}. Ventana asks for both unless ZENDESK_OAUTH_SCOPE says otherwise.',
          { clients: say(CLIENTS) },
        ),
      );
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return problem(
        say('the OAuth client {name} may not sign in by itself ({code})', { name, code: refusal.code }),
        say('Create a client of the kind confidential: {clients}.', { clients: say(CLIENTS) }),
      );
    default:
      return problem(
        say('Zendesk gives the OAuth client {name} no access token ({message})', { name, message: refusal.message }),
        say('Check ZENDESK_SUBDOMAIN and ZENDESK_BASE_URL: the address must answer POST /oauth/tokens.'),
      );
  }
}

const newSecret = (): string =>
  say(
    'Regenerate the secret of the client ({clients}) and set ZENDESK_OAUTH_CLIENT_SECRET to it; Zendesk shows all of it only once.',
    { clients: say(CLIENTS) },
  );

function wrongClient(name: string, fault: string): Finding {
  if (fault === 'wrongSecret')
    return problem(say('the secret of the OAuth client {name} is wrong', { name }), newSecret());
  const which = /^"\d+"$/.test(name) ? say(' (a text, not its number)') : '';
  const todo = say('Set ZENDESK_OAUTH_CLIENT_ID to the identifier{which} shown in {clients}.', {
    which,
    clients: say(CLIENTS),
  });
  if (fault === 'unknownClient') return problem(say('there is no OAuth client {name}', { name }), todo);
  return problem(
    say(
      'there is no OAuth client {name}, or its secret is wrong: Zendesk answers as for a client that does not exist',
      { name },
    ),
    say('{todo} If it is that already: {secret}', { todo, secret: newSecret() }),
  );
}
