import { VendorError } from '../../../../activities/vendorError';
import type { ReadyCheck } from '../../monitor/health';

type Vendor = VendorError['vendor'];

/** What the last answer of a vendor said of our credentials. */
interface Known {
  at: number;
  /** 401 or 403; absent: they are good. */
  refused?: number;
}

/** Our credentials for a vendor, as the answers to our calls tell of them. */
export interface Credentials {
  /** Makes a call, and hears what its answer says. @throws VendorError 401 without calling, while they are known to be wrong */
  watch<Result>(call: () => Promise<Result>): Promise<Result>;
  /**
   * For `GET /health/ready`: whether the vendor takes them.
   * @param names of the variables to look at
   * @param ask a cheap call through `watch`, made where nothing was heard for long
   */
  check: (names: string, ask: () => Promise<unknown>) => ReadyCheck;
}

/** So long an answer counts; then a check asks for itself. A refusal is tried again sooner, so that what was mended is seen. */
const GOOD_MS = 5 * 60_000;
const REFUSED_MS = 60_000;
/** `ready` has other things to tell: a vendor that does not answer says nothing about credentials. */
const PATIENCE_MS = 2_000;
const UNAUTHORIZED = 401;

/**
 * Only a vendor's own word counts: a time-out, a 5xx or our own budget change nothing. After a 401 the vendor is left alone, but for
 * one call a minute that tries again: others would only be refused too, and an address that goes on with a wrong key may be locked out.
 * A 403 is about one thing that we may not do, and stops nothing else.
 */
export function createCredentials(vendor: Vendor, now: () => number): Credentials {
  let known: Known | undefined;
  const hear = (status: number | undefined): void => {
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
        hear(undefined);
        return result;
      } catch (error) {
        if (error instanceof VendorError && saysSomething(error)) hear(error.status);
        throw error;
      }
    },
    check(names, ask) {
      const once = oneAtATime(ask);
      return async () => {
        if (isOld(known, now())) await Promise.race([once(), patience()]);
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

/** Limits and failures come before anybody looks at credentials. */
const saysSomething = ({ reached, status = 500 }: VendorError): boolean =>
  reached === 'answered' && status < 500 && status !== 429;

/** One call at a time, whoever asks; what it tells is heard on its way. */
function oneAtATime(call: () => Promise<unknown>): () => Promise<unknown> {
  let asking: Promise<unknown> | undefined;
  return () =>
    (asking ??= call()
      .catch(() => undefined)
      .finally(() => (asking = undefined)));
}

const isOld = (known: Known | undefined, now: number): boolean =>
  known === undefined || now - known.at > (known.refused === undefined ? GOOD_MS : REFUSED_MS);

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
