/** The vendor that sends the webhook. */
export type Vendor = 'zendesk' | 'sunshine';

const statuses = {
  /** At least one event is durable in Temporal. */
  taken: 200,
  /** A known event that no run needs. */
  nothing: 204,
  duplicate: 204,
  unknown: 204,
  ignored: 204,
  unreadable: 400,
  unauthorized: 401,
  tooLarge: 413,
  unsupported: 415,
  invalid: 422,
  /** Temporal cannot accept it. The vendor must send it again. */
  unavailable: 503,
  /** Too many requests are in progress. The vendor must send it again. */
  busy: 503,
  /** A delivery report for a message that nothing knows yet. The vendor must send it again. */
  early: 503,
} as const;

/** The result of a request, or of one event in it. */
export type Outcome = keyof typeof statuses;

export interface Answer {
  status: number;
  outcome: Outcome;
  body?: { error: string; message: string; field?: string };
  /** `Retry-After`, in seconds. Must be below 60: Zendesk ignores higher values. */
  retryAfterS?: number;
}

const words: Partial<Record<Outcome, string>> = {
  unreadable: 'The body is not JSON.',
  unauthorized: 'The signature or key is missing, wrong or too old.',
  tooLarge: 'The body is larger than 1 MiB.',
  unsupported: 'The content type must be application/json.',
  invalid: 'A field is missing or wrong.',
  unavailable: 'Not accepted: try again.',
  busy: 'Too many requests at a time: try again.',
  early: 'Not known yet: try again.',
};
const retryAfterS: Partial<Record<Outcome, number>> = { unavailable: 5, busy: 5, early: 20 };
/** The only status after which Zendesk sends a webhook again. */
const RETRY_ZENDESK = 409;

/** The answer for an outcome. Zendesk and Sunshine retry on different statuses. */
export function answer(vendor: Vendor, outcome: Outcome, details: { message?: string; field?: string } = {}): Answer {
  const message = details.message ?? words[outcome];
  const wait = retryAfterS[outcome];
  return {
    status: vendor === 'zendesk' && statuses[outcome] === 503 ? RETRY_ZENDESK : statuses[outcome],
    outcome,
    ...(message && { body: { error: outcome, message, ...(details.field && { field: details.field }) } }),
    ...(wait !== undefined && { retryAfterS: wait }),
  };
}
