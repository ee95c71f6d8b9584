import type { z } from 'zod';
import { VendorError } from '../../../activities/vendorError';

/**
 * Checks an answer against its schema.
 * @throws VendorError `unknown` when it has another shape: the request was accepted, but its outcome cannot be read.
 * The error names the path of the first wrong value, never the value.
 */
export function readAnswer<T>(vendor: VendorError['vendor'], what: string, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the top';
  throw new VendorError(`${what}: the answer has an unexpected shape at ${where}`, { vendor, reached: 'unknown' });
}
