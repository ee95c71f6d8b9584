import { percentile } from '../numbers';
import type { Lateness } from '../result';

const HOUR_MS = 3_600_000;
/** Zendesk: automations run once an hour, and each takes up 1,000 tickets at most in a run. */
const TICKETS_A_RUN = 1_000;
/** The due time may lie anywhere in the hour: by so many steps. */
const STEPS = 60;

/** How late Zendesk's hourly automations are with so many tickets that fall due at one moment, over all moments of the hour. */
export function automationsLateness(tickets: number): Lateness {
  const late: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const untilRun = ((step + 0.5) / STEPS) * HOUR_MS;
    for (let n = 0; n < tickets; n += 1) late.push(untilRun + Math.floor(n / TICKETS_A_RUN) * HOUR_MS);
  }
  return { p50Ms: percentile(late, 0.5), p99Ms: percentile(late, 0.99) };
}
