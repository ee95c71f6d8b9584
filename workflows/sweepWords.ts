import type { SweepCounts } from './sweepMessages';

/** What Temporal's UI shows about a sweep. */
export function sweepDetails({ looked, started, refreshed }: SweepCounts, begun: number, tookMs?: number): string {
  const since = new Date(begun).toISOString().slice(0, 16).replace('T', ' ');
  const state = tookMs === undefined ? `**Sweeping** since ${since} UTC` : `**Done** in ${Math.round(tookMs / 1000)} s`;
  return [
    state,
    '',
    `- Tickets that changed in Zendesk since the previous sweep: ${looked}`,
    `- Runs started because all webhooks of their tickets were lost, or their run had ended: ${started}`,
    `- Runs told to read their tickets again: ${refreshed}`,
  ].join('\n');
}
