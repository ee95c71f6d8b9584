import { say, type Plain } from '../../../../language/say';
import { sameText } from '../../../../system/sameText';
import { keys } from '../../../setup/keys';
import type { CallingKind, SecretName } from '../../../../vendors/admin/ports';
import { type Check, type Finding, ok, problem, skipped, warning } from '../../check';
import type { Context } from '../context';
import { reach } from '../reach';

interface Caller {
  key: string;
  kind: CallingKind;
  title: Plain;
  variable: SecretName;
  needs: string;
}

const CALLERS: readonly Caller[] = [
  {
    key: keys.webhook,
    kind: 'webhook',
    title: 'Zendesk webhook',
    variable: 'ZENDESK_WEBHOOK_SECRET',
    needs: 'zendesk.role',
  },
  {
    key: keys.conversations,
    kind: 'integration',
    title: 'Sunshine v2 webhook',
    variable: 'SUNSHINE_WEBHOOK_SECRET',
    needs: 'sunshine.permissions',
  },
  {
    key: keys.notifications,
    kind: 'notificationWebhook',
    title: 'Sunshine v1.1 webhook',
    variable: 'SUNSHINE_WEBHOOK_SECRET',
    needs: 'sunshine.permissions',
  },
];

/** The webhooks that call us: whether our secrets match theirs, their calls succeed, and they can reach us. */
export const callers = (context: Context): Check[] => [
  ...CALLERS.map((caller) => secretCheck(context, caller)),
  {
    id: 'zendesk.invocations',
    title: say('Calls of the Zendesk webhook'),
    needs: ['zendesk.role'],
    run: async () => {
      const webhook = await thingOf(context, keys.webhook);
      if (!webhook) return noWebhook();
      return judgeCalls((await context.zendesk.invocations(webhook.id)).map(({ status }) => status));
    },
  },
  {
    id: 'address',
    title: say('Public address'),
    run: async () => {
      const url = await context.setup.url().catch(() => undefined);
      if (url === undefined)
        return skipped(say('because it is not known'), say('Run `npx ventana setup --url https://...`.'));
      return reach(`${url}/health/live`);
    },
  },
];

const noWebhook = (): Finding => skipped(say('because there is no such webhook'));

function secretCheck(context: Context, { key, kind, title, variable, needs }: Caller): Check {
  const { zendesk, sunshine } = context.config;
  const known = (kind === 'webhook' ? zendesk : sunshine).webhookSecrets;
  return {
    id: `secret.${key}`,
    title: say('Secret of the {title}', { title: say(title) }),
    needs: [needs],
    run: async () => {
      const thing = await thingOf(context, key);
      if (!thing) return noWebhook();
      const secret = await context.account.places[kind].secret(thing.id);
      if (known.some((it) => sameText(it, secret))) return ok(say('in {variable}', { variable }));
      return problem(
        say("it is not in {variable}: the webhook's calls are rejected with 401", { variable }),
        say('Run `npx ventana setup`, which stores the one in use, then restart Ventana.'),
      );
    },
  };
}

async function thingOf({ setup }: Context, key: string) {
  const wanted = setup.wanted.find((it) => it.key === key);
  return wanted && setup.find(wanted);
}

const FAILED = ['failed', 'timeout', 'circuit broken', 'client error', 'server error'];
/** Some 409s and 503s are normal: with these Ventana asks for a later retry. */
const HIGH_SHARE = 0.2;
const INVOCATIONS = 'Admin Center, Apps and integrations, Webhooks, Ventana, Activity';

/** @param statuses of the calls, newest first */
function judgeCalls(statuses: readonly string[]): Finding {
  const [last] = statuses;
  if (last === undefined) return skipped(say('because there was none in the last 7 days'));
  const failed = statuses.filter((it) => FAILED.includes(it)).length;
  const found = say('{failed} of the last {length} failed, the last one: {last}', {
    failed,
    length: statuses.length,
    last,
  });
  if (last === 'circuit broken') {
    const todo = say('Fix the errors shown in {invocations}; Zendesk then resumes its calls by itself.', {
      invocations: say(INVOCATIONS),
    });
    return problem(say('Zendesk has stopped calling Ventana because too many calls failed; {found}', { found }), todo);
  }
  const isHigh = failed >= statuses.length * HIGH_SHARE;
  if (!isHigh) return ok(found);
  return (FAILED.includes(last) ? problem : warning)(
    found,
    say('See the responses in {invocations}.', { invocations: say(INVOCATIONS) }),
  );
}
