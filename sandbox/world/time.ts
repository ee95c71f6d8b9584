/** Zendesk writes instants with seconds. */
export const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** Sunshine writes instants with milliseconds. */
export const isoMillis = (at: number): string => new Date(at).toISOString();

export const minutes = 60_000;
export const hours = 60 * minutes;
