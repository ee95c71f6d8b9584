import type { Sunshine, Zendesk } from '../../../activities/ports';
import { VendorError } from '../../../activities/vendorError';
import type { ReadyCheck } from '../monitor/health';

type Vendor = VendorError['vendor'];

/** What the last answer of a vendor said of our credentials. */
interface Known {
  at: number;
  /** 401 or 403; absent: they are good. */
  refused?: number;
}

export interface WatchedPorts<Z extends Zendesk, S extends Sunshine> {
  zendesk: Z;
  sunshine: S;
  /** For `GET /health/ready`: whether each vendor takes our credentials. */
  checks: Record<Vendor, ReadyCheck>;
}

/** So long an answer counts; then a check asks for itself. A refusal is tried again sooner, so that what was mended is seen. */
const GOOD_MS = 5 * 60_000;
const REFUSED_MS = 60_000;
/** `ready` has other things to tell: a vendor that does not answer says nothing about credentials. */
const PATIENCE_MS = 2_000;
const UNAUTHORIZED = 401;
/** Any answer but 401 and 403 shows that we were let in; that nothing has this id is the cheapest one. */
const NOBODY = '1';

/** The variables to look at, by vendor. */
export type CredentialNames = Record<Vendor, string>;

/**
 * Watches the answers to all calls of the ports for whether the vendors take our credentials. Only a vendor's own word counts:
 * a time-out, a 5xx or our own budget change nothing. After a 401 the vendor is left alone, but for one call a minute that tries
 * again: others would only be refused too, and an address that goes on with a wrong key may be locked out. A 403 is about one thing
 * that we may not do, and stops nothing else.
 *
 * @param now epoch ms, real time
 */
export function watched<Z extends Zendesk, S extends Sunshine>(
  ports: { zendesk: Z; sunshine: S },
  names: CredentialNames,
  now: () => number = Date.now,
): WatchedPorts<Z, S> {
  const zendesk = watchPort('zendesk', ports.zendesk, now);
  const sunshine = watchPort('sunshine', ports.sunshine, now);
  return {
    zendesk: zendesk.port,
    sunshine: sunshine.port,
    checks: {
      zendesk: checkOf(names.zendesk, zendesk.known, now, () => zendesk.port.user(NOBODY)),
      sunshine: checkOf(names.sunshine, sunshine.known, now, () => sunshine.port.conversation(NOBODY)),
    },
  };
}

function watchPort<Port extends object>(
  vendor: Vendor,
  port: Port,
  now: () => number,
): { port: Port; known: () => Known | undefined } {
  let known: Known | undefined;
  const hear = (status: number | undefined): void => {
    const refused = status === 401 || status === 403 ? status : undefined;
    known = { at: now(), ...(refused !== undefined && { refused }) };
  };
  const watch =
    (method: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]): Promise<unknown> => {
      if (known?.refused === UNAUTHORIZED) {
        if (!isOld(known, now())) throw notAsked(vendor);
        known = { ...known, at: now() };
      }
      try {
        const result = await method(...args);
        hear(undefined);
        return result;
      } catch (error) {
        if (error instanceof VendorError && saysSomething(error)) hear(error.status);
        throw error;
      }
    };
  const methods = Object.entries(port).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'function' ? watch(value as (...args: unknown[]) => unknown) : value,
  ]);
  return { port: Object.fromEntries(methods) as Port, known: () => known };
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

function checkOf(
  names: string,
  known: () => Known | undefined,
  now: () => number,
  call: () => Promise<unknown>,
): ReadyCheck {
  let asking: Promise<void> | undefined;
  /** One call at a time, whoever asks; what it tells is heard on its way. */
  const ask = (): Promise<void> =>
    (asking ??= call()
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => (asking = undefined)));
  return async () => {
    if (isOld(known(), now())) await Promise.race([ask(), patience()]);
    const { refused } = known() ?? {};
    return refused === undefined || `${refused}: check ${names}`;
  };
}

const isOld = (known: Known | undefined, now: number): boolean =>
  known === undefined || now - known.at > (known.refused === undefined ? GOOD_MS : REFUSED_MS);

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
