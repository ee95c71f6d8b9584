import { createHmac } from 'node:crypto';
import type { Instant } from '../../../activities/types';
import { anyOf, sameText } from '../http/secretText';

/**
 * How far a signature's timestamp may be from now, in either direction. Beyond that, the request is refused as a
 * replay.
 */
export const STALE_AFTER_MS = 15 * 60_000;

interface SignedRequest {
  /** The bytes as they came: a body that was parsed and serialised again has another signature. */
  rawBody: Buffer;
  /** `x-zendesk-webhook-signature` */
  signature: string | undefined;
  /** `x-zendesk-webhook-signature-timestamp` */
  timestamp: string | undefined;
  /** Several while a secret is being rotated; any of them is accepted. */
  secrets: readonly string[];
  now: Instant;
}

/**
 * Whether Zendesk signed this request within the last 15 minutes. Never throws: a malformed request is refused. Zendesk
 * signs `base64(HMAC-SHA256(secret, timestamp + body))` (developer.zendesk.com, "Verifying webhook authenticity").
 */
export function verifyZendesk({ rawBody, signature, timestamp, secrets, now }: SignedRequest): boolean {
  if (!signature || !timestamp || !isFresh(timestamp, now)) return false;
  const sign = (secret: string) => createHmac('sha256', secret).update(timestamp).update(rawBody).digest('base64');
  return anyOf(secrets, (secret) => sameText(sign(secret), signature));
}

/** Whether an ISO 8601 timestamp is within `STALE_AFTER_MS` of now; false for any other text. */
export function isFresh(timestamp: string, now: Instant): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(timestamp)) return false;
  return Math.abs(now - Date.parse(timestamp)) <= STALE_AFTER_MS;
}
