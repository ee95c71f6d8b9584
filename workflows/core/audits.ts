/**
 * Zendesk's audits are precise to the second (ms): within one second the order of what they say and of messages is
 * unknown.
 */
export const AUDIT_PRECISION_MS = 1_000;
