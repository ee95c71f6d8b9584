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
