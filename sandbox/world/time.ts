/** Zendesk writes times to the second (ISO 8601). */
export const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** Sunshine writes times to the millisecond (ISO 8601). */
export const isoMillis = (at: number): string => new Date(at).toISOString();

export const minutes = 60_000;
export const hours = 60 * minutes;
