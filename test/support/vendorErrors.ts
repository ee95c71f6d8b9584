import { inspect } from 'node:util';
import { VendorError } from '../../activities/vendorError';

/** The `VendorError` that a call ends with; anything else fails the test. */
export async function vendorErrorOf(call: Promise<unknown>): Promise<VendorError> {
  const outcome = await call.then(
    (value) => new Error(`resolved: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof VendorError) return outcome;
  throw outcome;
}

/** All that a log could show of an error, causes and hidden properties included. */
export const everythingOf = (error: Error): string =>
  [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), error.stack].join('\n');
