/**
 * Time that has passed since the process began, in ms. For durations: unlike `Date.now`, nobody sets this clock, so no
 * pause grows or ends when the machine's time is corrected.
 */
export const elapsed = (): number => performance.now();
