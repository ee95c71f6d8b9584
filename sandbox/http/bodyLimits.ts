import type { ApiCall } from './requestFaults';
import { Refused } from './reply';

/**
 * Sunshine takes JSON up to 100 kB (its API specification, "Request Size Limits"). How it words a refusal is not known.
 */
const MOST_BYTES_SUNSHINE = 100 * 1024;

/** @throws Refused 413 */
export function checkBodySize({ vendor, path }: ApiCall, body: unknown): void {
  if (vendor !== 'sunshine' || body === undefined || body === null) return;
  if (Buffer.byteLength(JSON.stringify(body)) <= MOST_BYTES_SUNSHINE) return;
  const [code, words] = ['payload_too_large', 'request entity too large'];
  const isV11 = path.startsWith('/sc/v1.1');
  throw new Refused(413, isV11 ? { error: { code, description: words } } : { errors: [{ code, title: words }] });
}
