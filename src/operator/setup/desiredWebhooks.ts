import { keys } from './keys';
import { marked, markedTarget } from '../../vendors/admin/marks';
import type { Kind, Desired } from '../../vendors/admin/resources';
import { texts } from './internal/texts';
import type { Basis } from './internal/basis';

/** The Sunshine v2 events that src/vendors/sunshine/webhook.ts reads. */
const CONVERSATION_TRIGGERS = [
  'client:update',
  'conversation:message',
  'conversation:message:delivery:channel',
  'conversation:message:delivery:failure',
  'conversation:message:delivery:user',
  'conversation:postback',
  'user:merge',
];

/** v2 webhooks do not cover the Notification API. Only v1.1 webhooks report what happened to a notification. */
const NOTIFICATION_TRIGGERS = [
  'notification:delivery:channel',
  'notification:delivery:failure',
  'notification:delivery:user',
  'notification:match:failure',
];

type Place = Pick<Basis, 'url' | 'webhooksPath'>;

export const zendeskAddress = ({ url, webhooksPath }: Place): string => `${url}${webhooksPath}/zendesk`;
const sunshineAddress = ({ url, webhooksPath }: Place): string => `${url}${webhooksPath}/sunshine`;

/**
 * The webhooks that tell us what happens. Zendesk's is connected to triggers, and a webhook that subscribes to events
 * cannot be. All that events would add is messages, and Sunshine reports those in more detail.
 */
export function desiredWebhooks(basis: Basis): Desired[] {
  const { policy, urlIsAsked } = basis;
  const asked = (property: string) => (urlIsAsked ? { asked: [property] } : {});
  const atSunshine = (kind: Kind, key: string, triggers: readonly string[]) => ({
    kind,
    key,
    properties: () => ({ target: markedTarget(sunshineAddress(basis), key), triggers }),
    ...asked('target'),
  });
  return [
    {
      kind: 'webhook',
      key: keys.webhook,
      name: 'Ventana',
      why: 'Zendesk reports ticket changes to it',
      properties: () => ({
        name: 'Ventana',
        description: marked(texts[policy.language].webhook, keys.webhook),
        endpoint: zendeskAddress(basis),
        status: 'active',
        subscriptions: ['conditional_ticket_events'],
      }),
      ...asked('endpoint'),
    },
    {
      ...atSunshine('integration', keys.conversations, CONVERSATION_TRIGGERS),
      name: 'Ventana (v2 webhook)',
      why: 'Sunshine reports messages and deliveries to it',
      initially: () => ({ displayName: 'Ventana' }),
    },
    {
      ...atSunshine('notificationWebhook', keys.notifications, NOTIFICATION_TRIGGERS),
      name: 'v1.1 webhook',
      why: 'Sunshine reports the outcome of notifications to it',
    },
  ];
}
