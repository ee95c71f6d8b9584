/**
 * How far a failed request got: `notSent` never left, `answered` was explicitly refused, `unknown` may have been
 * carried out.
 */
export type Reached = 'notSent' | 'answered' | 'unknown';

interface VendorErrorDetails {
  vendor: 'zendesk' | 'sunshine';
  reached: Reached;
  status?: number;
  /** From `Retry-After`, in ms. */
  retryAfterMs?: number;
  /** The error object in the answer; never anything from the request. */
  body?: unknown;
  /** A 409 that a repeat may get past: two updates came at the same moment, whatever they change. */
  collided?: true;
  /** Our own budget refused it: the vendor knows nothing of it. */
  own?: true;
  cause?: unknown;
}

/** Zendesk's `{"error":"RecordNotFound"}`; Sunshine's v2 `{"errors":[{"code":...}]}`, v1.1 `{"error":{"code":...}}`. */
interface NotThere {
  error?: unknown;
  errors?: unknown;
}

/** One word, in which Spring's and others' own pages ("Not Found") differ. */
const OF_ZENDESK = /^[A-Za-z]*NotFound$/;
/** Not of the app or a number: then the configuration is wrong. */
const OF_SUNSHINE = /^(?!app_|integration_)[a-z_]*not_found$/i;

/**
 * Whether the vendor itself says that what was asked for does not exist. A proxy's maintenance page may have the status
 * 404 too, and says nothing of it.
 */
export function saysNotThere(error: unknown): error is VendorError {
  if (!(error instanceof VendorError) || (error.status !== 404 && error.status !== 410)) return false;
  // An id that cannot be one: nobody was asked.
  if (error.reached === 'notSent') return true;
  const code = codeOf(error);
  return code !== undefined && (error.vendor === 'zendesk' ? OF_ZENDESK : OF_SUNSHINE).test(code);
}

/** Answers that pass: the request took too long, or there were too many. */
const PASSING = [408, 429];

/**
 * The vendor refuses for good: the same request would get the same answer.
 * @param passing the statuses from 400 to 499 that are not meant, besides 408 and 429
 */
export function isFinal(error: VendorError, passing: readonly number[] = []): boolean {
  const { status = 0 } = error;
  return status >= 400 && status < 500 && ![...PASSING, ...passing].includes(status) && !isNobodys404(error);
}

/** A refusal for good, with one of these statuses. */
export const isRefusedWith = (error: unknown, statuses: readonly number[]): error is VendorError =>
  error instanceof VendorError && statuses.includes(error.status ?? 0) && isFinal(error);

/** A 404 in words that are not the vendor's: it passes. */
function isNobodys404(error: VendorError): boolean {
  const { status, reached, vendor } = error;
  if ((status !== 404 && status !== 410) || reached === 'notSent') return false;
  const code = codeOf(error);
  return code === undefined || (vendor === 'zendesk' && !/^\w+$/.test(code));
}

function codeOf({ body }: VendorError): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { error, errors } = body as NotThere;
  return codeIn(error) ?? (Array.isArray(errors) ? codeIn(errors[0]) : undefined);
}

function codeIn(error: unknown): string | undefined {
  if (typeof error === 'string') return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}

/** Thrown by the clients for every request that did not succeed, however the vendor's library reports it. */
export class VendorError extends Error {
  override readonly name = 'VendorError';
  readonly vendor: 'zendesk' | 'sunshine';
  readonly reached: Reached;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly body: unknown;
  readonly collided: boolean;
  readonly own: boolean;

  /** @param message method, path without query, and status: no personal data */
  constructor(message: string, details: VendorErrorDetails) {
    super(message, { cause: details.cause });
    this.vendor = details.vendor;
    this.reached = details.reached;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.body = details.body;
    this.collided = details.collided === true;
    this.own = details.own === true;
  }
}

/** Sending is paused: the message was not handed over. */
export class SendingPaused extends VendorError {
  constructor() {
    super('sending is paused', { vendor: 'sunshine', reached: 'notSent', own: true });
  }
}
