/** The one place where a vendor's error becomes a Temporal failure. */
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from './failureTypes';
import { TicketGone } from './ticketGone';
import { VendorError } from './vendorError';

/** A pause that an activity can sit out itself within its 60 s; a longer one becomes a deadline of the workflow. */
const SHORT_MS = 20_000;

/** What an error leaves an activity as: the vendors' become typed failures, all others stay what they are. */
export function failureOf(error: unknown): unknown {
  if (error instanceof VendorError) return toFailure(error);
  if (!(error instanceof TicketGone)) return error;
  return ApplicationFailure.create({ message: error.message, type: failureTypes.gone, nonRetryable: true });
}

/** A 503 that names its `Retry-After` is the vendor's own "not now": it has done nothing. */
const isDoubtful = ({ reached, status = 0, retryAfterMs }: VendorError): boolean =>
  reached === 'unknown' || (status >= 500 && retryAfterMs === undefined);

/**
 * 409 conflict, 401/403 unauthorized, other 4xx refused: final. 429, 5xx and lost connections are repeated, not before `Retry-After`.
 * @returns the failure to throw; its message is method, path and status, its cause stays in the log
 */
export function toFailure(error: VendorError): ApplicationFailure {
  const { status = 0, retryAfterMs, message } = error;
  const final = (type: string, ...details: unknown[]) =>
    ApplicationFailure.create({ message, type, nonRetryable: true, details });
  if (status === 409) return final(failureTypes.conflict);
  if (status === 401 || status === 403) return final(failureTypes.unauthorized, error.vendor);
  if ((retryAfterMs ?? 0) > SHORT_MS) return final(failureTypes.tryLater, retryAfterMs);
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return final(failureTypes.refused);
  return ApplicationFailure.create({
    message,
    type: isDoubtful(error) ? failureTypes.doubtful : failureTypes.transient,
    ...(retryAfterMs !== undefined && { nextRetryDelay: retryAfterMs, details: [retryAfterMs] }),
  });
}
