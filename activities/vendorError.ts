/** How far a failed request got: `notSent` never left, `answered` was refused in so many words, `unknown` may have been carried out. */
export type Reached = 'notSent' | 'answered' | 'unknown';

interface VendorErrorDetails {
  vendor: 'zendesk' | 'sunshine';
  reached: Reached;
  status?: number;
  /** From `Retry-After`, in ms. */
  retryAfterMs?: number;
  /** The error object of the answer (never the request). */
  body?: unknown;
  cause?: unknown;
}

/** Thrown by the adapters for every request that did not succeed, whatever the vendor's client made of it. */
export class VendorError extends Error {
  override readonly name = 'VendorError';
  readonly vendor: 'zendesk' | 'sunshine';
  readonly reached: Reached;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly body: unknown;

  /** `message`: method, path without query, and status: no personal data. */
  constructor(message: string, details: VendorErrorDetails) {
    super(message, { cause: details.cause });
    this.vendor = details.vendor;
    this.reached = details.reached;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.body = details.body;
  }
}
