import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '../../../activities/types';
import { sameText } from '../../system/sameText';
import { anyOf } from '../http/secretText';

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

/**
 * The identity of what Zendesk has signed. The invocation id in the headers is not signed: with made-up ones, one
 * webhook could be replayed as many events, and with a guessed one a genuine event could be kept out. Two equal bodies
 * signed in one second are one event, and so one hint.
 */
export const signedIdentity = ({ timestamp, rawBody }: Pick<SignedRequest, 'rawBody' | 'timestamp'>): string =>
  createHash('sha256')
    .update(timestamp ?? '')
    .update(rawBody)
    .digest('hex')
    .slice(0, 32);
