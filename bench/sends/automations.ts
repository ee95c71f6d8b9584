import { percentile } from '../numbers';
import type { Lateness } from '../result';

const HOUR_MS = 3_600_000;
/** Zendesk runs automations once an hour, and each run handles at most 1,000 tickets. */
const TICKETS_A_RUN = 1_000;
/** The due time may be anywhere in the hour: this is how many moments we calculate. */
const STEPS = 60;

/**
 * How late Zendesk's hourly automations are when this many tickets fall due at one moment, over all moments of the
 * hour.
 */
export function automationsLateness(tickets: number): Lateness {
  const late: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const untilRun = ((step + 0.5) / STEPS) * HOUR_MS;
    for (let n = 0; n < tickets; n += 1) late.push(untilRun + Math.floor(n / TICKETS_A_RUN) * HOUR_MS);
  }
  return { p50Ms: percentile(late, 0.5), p99Ms: percentile(late, 0.99) };
}
