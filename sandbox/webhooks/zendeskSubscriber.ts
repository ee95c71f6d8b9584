import { isoSeconds } from '../world/time';
import type { InvocationStatus, ZendeskWebhook } from '../world/settings';
import type { Subscriber, Webhook } from './requests';
import { signature } from './sign';

const invocationsKept = 200;

/** A Zendesk webhook, signed with its own secret. Keeps its invocations with their answers. */
export const zendeskSubscriber = (webhook: ZendeskWebhook): Subscriber => ({
  url: () => webhook.endpoint || undefined,
  headers: ({ id, body }, now) => zendeskHeaders(webhook, id, body, now),
  accepts: (sent, now) => {
    if (!webhook.circuitBroken) return true;
    note(webhook, sent, 'circuit broken', null, now);
    return false;
  },
  answered: (sent, status, now) => note(webhook, sent, invocationStatus(status), status ?? null, now),
});

/** The headers of an invocation, including the webhook's own authentication and custom headers. */
export function zendeskHeaders(
  webhook: Pick<ZendeskWebhook, 'id' | 'secret' | 'authentication' | 'customHeaders'>,
  invocationId: string,
  body: string,
  now: number,
): Record<string, string> {
  const timestamp = isoSeconds(now);
  return {
    'content-type': 'application/json',
    'user-agent': 'Zendesk Webhook',
    ...webhook.customHeaders,
    ...authorization(webhook.authentication),
    'x-zendesk-account-id': '123456',
    'x-zendesk-webhook-id': webhook.id,
    'x-zendesk-webhook-invocation-id': invocationId,
    'x-zendesk-webhook-signature-timestamp': timestamp,
    'x-zendesk-webhook-signature': signature(webhook.secret, timestamp, body),
  };
}

function authorization(it: ZendeskWebhook['authentication']): Record<string, string> {
  const { username = '', password = '', token = '', name = '', value = '' } = it?.data ?? {};
  switch (it?.type) {
    case 'basic_auth':
      return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
    case 'bearer_token':
      return { authorization: `Bearer ${token}` };
    case 'api_key':
      return { [name.toLowerCase()]: value };
    default:
      return {};
  }
}

const invocationStatus = (status: number | undefined): InvocationStatus => {
  if (status === undefined) return 'failed';
  if (status < 400) return 'success';
  return status < 500 ? 'client error' : 'server error';
};

function note(
  webhook: ZendeskWebhook,
  { id }: Pick<Webhook, 'id'>,
  status: InvocationStatus,
  statusCode: number | null,
  now: number,
): void {
  let invocation = webhook.invocations.findLast((it) => it.id === id);
  if (!invocation) {
    invocation = { id, status, createdAt: now, attempts: [] };
    webhook.invocations.push(invocation);
    if (webhook.invocations.length > invocationsKept) webhook.invocations.shift();
  }
  invocation.status = status;
  invocation.attempts.push({ id: `${id}-${invocation.attempts.length + 1}`, status, statusCode, completedAt: now });
}
