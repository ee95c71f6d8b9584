/** The only place where a vendor's error becomes a Temporal failure. */
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from './failureTypes';
import { TicketGone } from './ticketGone';
import { withoutQuotes } from './unquoted';
import { isFinal, VendorError } from './vendorError';

/**
 * An activity, which ends within 60 s, can wait this long (ms) itself. A longer pause becomes a deadline of the
 * workflow.
 */
const SHORT_MS = 20_000;

/**
 * The failure that an activity throws for an error: vendor errors become typed failures. Others stay as they are, but
 * for what they may quote, as a parser does.
 */
export function failureOf(error: unknown): unknown {
  if (error instanceof VendorError) return toFailure(error);
  if (!(error instanceof TicketGone)) return withoutQuotes(error);
  return ApplicationFailure.create({ message: error.message, type: failureTypes.gone, nonRetryable: true });
}

/** A 503 with `Retry-After` is the vendor's own "not now": the request was not carried out. */
const isDoubtful = ({ reached, status = 0, retryAfterMs }: VendorError): boolean =>
  reached === 'unknown' || (status >= 500 && retryAfterMs === undefined);

/**
 * A detail of `tryLater`: our own budget had no room, and nothing was sent. So what was read for it stands, as far as
 * nothing else is heard.
 */
const NOT_CARRIED_OUT = 'notCarriedOut';

/**
 * A detail of what is worth retrying: the workflow's pauses grow (K20). Failures of earlier versions, in the histories
 * of open runs, do not have it.
 */
const PAUSES_GROW = 'pausesGrow';

/**
 * 409 is a conflict, 401 and 403 unauthorized, any other 4xx refused: all final. 429, a collision of two updates (409
 * too), 5xx, lost connections and a 404 that is not the vendor's own are retried, no sooner than `Retry-After`. What
 * our own budget refused has waited in the activity as long as it could.
 * @returns the failure to throw. Its message is method, path and status; the cause stays in the log.
 */
export function toFailure(error: VendorError): ApplicationFailure {
  const { status = 0, retryAfterMs, message } = error;
  const final = (type: string, ...details: unknown[]) =>
    ApplicationFailure.create({ message, type, nonRetryable: true, details });
  if (status === 409 && !error.collided) return final(failureTypes.conflict, 'readAtOnce');
  if (status === 401 || status === 403) return final(failureTypes.unauthorized, error.vendor, status);
  if (error.own) return final(failureTypes.tryLater, retryAfterMs, NOT_CARRIED_OUT);
  if ((retryAfterMs ?? 0) > SHORT_MS) return final(failureTypes.tryLater, retryAfterMs);
  if (isFinal(error, [409])) return final(failureTypes.refused);
  return ApplicationFailure.create({
    message,
    type: isDoubtful(error) ? failureTypes.doubtful : failureTypes.transient,
    details: [retryAfterMs, PAUSES_GROW],
    ...(retryAfterMs !== undefined && { nextRetryDelay: retryAfterMs }),
  });
}
