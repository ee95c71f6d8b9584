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
    title: 'Zendesk credential',
    run: async () => {
      const acceptsThem = `${config.account}.zendesk.com accepts the credentials`;
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
        'Zendesk answers, but treats Ventana as an anonymous user',
        `Set ${signInVariables(config.zendesk.auth)} to a valid pair: Admin Center, Apps and integrations, APIs.`,
      );
    },
  },
  ...zendeskSignIn({ zendesk, config }),
  {
    id: 'zendesk.role',
    title: 'Zendesk role',
    needs: ['zendesk.scope'],
    run: async () => {
      const me = await zendesk.me();
      if (me?.role === 'admin' && !me.suspended) return ok('admin');
      return problem(
        `the user of the credential is ${me?.suspended ? 'suspended' : `not an admin but ${me?.role}`}: it has no access to schedules, the ticket export, webhooks and triggers`,
        'Make it an active admin: Admin Center, People, Team members, Roles and access.',
      );
    },
  },
  {
    id: 'zendesk.rate',
    title: 'Zendesk requests left',
    needs: ['zendesk.scope'],
    run: async () => {
      await zendesk.me();
      const { remaining, limit } = zendesk.readings();
      if (remaining === undefined || limit === undefined)
        return skipped('because Zendesk does not say how many are left');
      const found = `${remaining} of ${limit} in this minute`;
      if (remaining >= limit * LOW_SHARE) return ok(found);
      return warning(
        found,
        "Find out what else makes requests: Admin Center, Apps and integrations, APIs, API activity. Ventana's own share is rates.zendeskUpdatesPerMinute in the policy file.",
      );
    },
  },
  ...(config.sweep
    ? [
        {
          id: 'zendesk.export',
          title: 'Zendesk ticket export',
          needs: ['zendesk.role'],
          run: async () => {
            try {
              await zendesk.tryExport(now() - EXPORT_FROM_MS);
            } catch (error) {
              // Zendesk allows ten of these requests a minute. A 429 shows that we have the permission.
              if (!(error instanceof VendorError && error.status === 429)) throw error;
            }
            return ok('the sweep can read it');
          },
        },
      ]
    : []),
];
