import { sameText } from '../../system/sameText';
import { anyOf } from '../http/secretText';

/**
 * Whether Sunshine's `x-api-key` is one of the webhook secrets. It is a shared secret, without signature or timestamp.
 * Never throws.
 */
export function verifyApiKey(header: string | undefined, secrets: readonly string[]): boolean {
  return Boolean(header) && anyOf(secrets, (secret) => sameText(secret, header ?? ''));
}
