import { createHmac } from 'node:crypto';

/** The headers that Zendesk puts on a webhook, signed for real. `timestamp`: ISO 8601, as Zendesk writes it. */
export function signZendesk(secret: string, body: string | Buffer, timestamp: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-zendesk-webhook-signature': createHmac('sha256', secret).update(timestamp).update(body).digest('base64'),
    'x-zendesk-webhook-signature-timestamp': timestamp,
  };
}
