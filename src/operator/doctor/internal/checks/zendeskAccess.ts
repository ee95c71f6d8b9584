import { say } from '../../../../language/say';
import { VendorError } from '../../../../../activities/vendorError';
import { type Check, ok, problem, skipped, warning } from '../../check';
import type { Context } from '../context';
import { SignInError } from '../../../../vendors/zendesk/signIn';
import { signInVariables } from '../../../../config/zendeskSignIn';
import { refusedClient, zendeskSignIn } from './zendeskSignIn';

/** If less than this share of the requests per minute is left, something else is using up the limit. */
const LOW_SHARE = 0.1;
const EXPORT_FROM_MS = 10 * 60_000;

/** Whether Zendesk accepts our credentials, and whose they are. */
export const zendeskAccess = ({ zendesk, config, now }: Context): Check[] => [
  {
    id: 'zendesk.credential',
    title: say('Zendesk credential'),
    run: async () => {
      const acceptsThem = say('{account}.zendesk.com accepts the credentials', { account: config.account });
      try {
        if (await zendesk.me()) return ok(acceptsThem);
      } catch (error) {
        const { auth } = config.zendesk;
        // The scope is too narrow to say who we are: the next check reports that.
        if (error instanceof VendorError && error.status === 403) return ok(acceptsThem);
        if (auth.type !== 'client' || !(error instanceof SignInError && error.status === 401)) throw error;
        return refusedClient(auth, error, await zendesk.clientFault(error));
      }
      return problem(
        say('Zendesk answers, but treats Ventana as an anonymous user'),
        say('Set {signInVariables} to a valid pair: Admin Center, Apps and integrations, APIs.', {
          signInVariables: signInVariables(config.zendesk.auth),
        }),
      );
    },
  },
  ...zendeskSignIn({ zendesk, config }),
  {
    id: 'zendesk.role',
    title: say('Zendesk role'),
    needs: ['zendesk.scope'],
    run: async () => {
      const me = await zendesk.me();
      if (me?.role === 'admin' && !me.suspended) return ok(say('admin'));
      return problem(
        say(
          'the user of the credential is {it}: it has no access to schedules, the ticket export, webhooks and triggers',
          { it: me?.suspended ? say('suspended') : say('not an admin but {role}', { role: me?.role ?? '' }) },
        ),
        say('Make it an active admin: Admin Center, People, Team members, Roles and access.'),
      );
    },
  },
  {
    id: 'zendesk.rate',
    title: say('Zendesk requests left'),
    needs: ['zendesk.scope'],
    run: async () => {
      await zendesk.me();
      const { remaining, limit } = zendesk.readings();
      if (remaining === undefined || limit === undefined)
        return skipped(say('because Zendesk does not say how many are left'));
      const found = say('{remaining} of {limit} in this minute', { remaining, limit });
      if (remaining >= limit * LOW_SHARE) return ok(found);
      return warning(
        found,
        say(
          "Find out what else makes requests: Admin Center, Apps and integrations, APIs, API activity. Ventana's own share is rates.zendeskUpdatesPerMinute in the policy file.",
        ),
      );
    },
  },
  ...ticketExport({ zendesk, config, now }),
];

/** What the sweep reads. */
const ticketExport = ({ zendesk, config, now }: Pick<Context, 'zendesk' | 'config' | 'now'>): Check[] =>
  config.sweep
    ? [
        {
          id: 'zendesk.export',
          title: say('Zendesk ticket export'),
          needs: ['zendesk.role'],
          run: async () => {
            try {
              await zendesk.tryExport(now() - EXPORT_FROM_MS);
            } catch (error) {
              // Zendesk allows ten of these requests a minute.
              if (!(error instanceof VendorError && error.status === 429)) throw error;
              return skipped(say('because the ten requests that Zendesk allows in a minute are used up'));
            }
            return ok(say('the sweep can read it'));
          },
        },
      ]
    : [];
