import { createHmac } from 'node:crypto';

/**
 * Zendesk's webhook signature: base64 of HMAC-SHA256 over timestamp and raw body, without a separator. The secret is
 * used exactly as shown.
 */
export const signature = (secret: string, timestamp: string, rawBody: string): string =>
  createHmac('sha256', secret)
    .update(timestamp + rawBody)
    .digest('base64');
