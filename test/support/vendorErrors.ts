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

/**
 * What a call for an answer that never comes ends with. However slow the machine is, the time-out is long enough for the request to be
 * seen: it grows until then.
 */
export async function timedOut(
  call: (timeoutMs: number) => Promise<unknown>,
  seen: () => boolean,
): Promise<VendorError> {
  for (let timeoutMs = 100; ; timeoutMs *= 2) {
    const error = await vendorErrorOf(call(timeoutMs));
    if (seen()) return error;
  }
}

/** Longer than any machine takes: what ends by it is broken. */
export const PATIENT_MS = 15_000;

/** All that a log could show of an error, causes and hidden properties included. */
export const everythingOf = (error: Error): string =>
  [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), error.stack].join('\n');

/** What the vendors' own answer says with a 404, for a thing that is not there. */
export const NOT_THERE = {
  zendesk: { error: 'RecordNotFound', description: 'Not found' },
  sunshine: { errors: [{ code: 'conversation_not_found', title: 'Conversation not found' }] },
};
