import { isFinal, VendorError } from '../../activities/vendorError';

const SECOND_MS = 1_000;
const LONGEST_MS = 60_000;
/** Vendors may ask for an hour's pause; nobody waits for more. */
const LONGEST_ASKED_MS = 3_600_000;
const ATTEMPTS = 6;

/**
 * Tries again what may pass: 429, a server's error, a broken connection. After as long as the vendor asks for, or after
 * 1, 2, 4 ... s. @throws what the last attempt threw, or at once what will not pass
 */
export async function patiently<Result>(
  read: () => Promise<Result>,
  pause: (ms: number) => Promise<void>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof VendorError) || isFinal(error) || attempt === ATTEMPTS) throw error;
      const own = Math.min(LONGEST_MS, SECOND_MS * 2 ** (attempt - 1));
      await pause(Math.min(LONGEST_ASKED_MS, error.retryAfterMs ?? own));
    }
  }
}
