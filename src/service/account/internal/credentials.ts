import { VendorError } from '../../../../activities/vendorError';
import type { ReadyCheck } from '../../monitor/health';

type Vendor = VendorError['vendor'];

/** What the vendor's last answer says about our credentials. */
interface Known {
  at: number;
  /** 401 or 403. Absent: the credentials are good. */
  refused?: number;
}

/** The state of our credentials for a vendor, as learned from the answers to our calls. */
export interface Credentials {
  /**
   * Makes a call and learns from its answer.
   * @throws VendorError 401 without calling, while the credentials are known to be wrong
   */
  watch<Result>(call: () => Promise<Result>): Promise<Result>;
  /**
   * Creates a check for `GET /health/ready`: whether the vendor accepts the credentials.
   * @param names of the variables to check
   * @param ask a cheap call through `watch`, used when the last answer is old
   */
  check: (names: string, ask: () => Promise<unknown>) => ReadyCheck;
}

/**
 * How long an answer is trusted. After that, a check makes a call of its own. A rejection expires sooner, so that
 * corrected credentials are noticed.
 */
const GOOD_MS = 5 * 60_000;
const REFUSED_MS = 60_000;
/** The check does not hold up `ready` for longer. A vendor that does not answer says nothing about credentials. */
const CHECK_TIMEOUT_MS = 2_000;
const UNAUTHORIZED = 401;

/**
 * Only the vendor's own answer counts: a timeout, a 5xx or our own rate limit changes nothing. After a 401 only one
 * call a minute is made, as a test. Other calls would fail as well, and an address that keeps using a wrong key may be
 * locked out. A 403 is about a single permission and blocks nothing else.
 */
export function createCredentials(vendor: Vendor, now: () => number): Credentials {
  let known: Known | undefined;
  const learn = (status: number | undefined): void => {
    const refused = status === 401 || status === 403 ? status : undefined;
    known = { at: now(), ...(refused !== undefined && { refused }) };
  };
  return {
    async watch(call) {
      if (known?.refused === UNAUTHORIZED) {
        if (!isOld(known, now())) throw notAsked(vendor);
        known = { ...known, at: now() };
      }
      try {
        const result = await call();
        learn(undefined);
        return result;
      } catch (error) {
        if (error instanceof VendorError && concernsCredentials(error)) learn(error.status);
        throw error;
      }
    },
    check(names, ask) {
      const once = oneAtATime(ask);
      return async () => {
        if (isOld(known, now())) await Promise.race([once(), timeLimit()]);
        const { refused } = known ?? {};
        return refused === undefined || `${refused}: check ${names}`;
      };
    },
  };
}

const notAsked = (vendor: Vendor): VendorError =>
  new VendorError(`${vendor}: not called, since it rejected our credentials within the last minute`, {
    vendor,
    reached: 'notSent',
    status: UNAUTHORIZED,
  });

/** Vendors check rate limits before credentials, and a failure (5xx) can come first too. */
const concernsCredentials = ({ reached, status = 500 }: VendorError): boolean =>
  reached === 'answered' && status < 500 && status !== 429;

/** Callers share one call at a time. They need no result: the call goes through `watch`, which records the answer. */
function oneAtATime(call: () => Promise<unknown>): () => Promise<unknown> {
  let asking: Promise<unknown> | undefined;
  return () =>
    (asking ??= call()
      .catch(() => undefined)
      .finally(() => (asking = undefined)));
}

/** So is an answer from the future: the clock has been set back. */
const isOld = (known: Known | undefined, now: number): boolean =>
  known === undefined || now < known.at || now - known.at > (known.refused === undefined ? GOOD_MS : REFUSED_MS);

const timeLimit = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS).unref());
