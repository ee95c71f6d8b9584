import type { SweepCounts } from './sweepMessages';

/** What Temporal's UI says of a sweep. */
export function sweepDetails({ looked, started, refreshed }: SweepCounts, begun: number, tookMs?: number): string {
  const since = new Date(begun).toISOString().slice(0, 16).replace('T', ' ');
  const state = tookMs === undefined ? `**Sweeping** since ${since} UTC` : `**Done** in ${Math.round(tookMs / 1000)} s`;
  return [
    state,
    '',
    `- Tickets that changed in Zendesk since the sweep before: ${looked}`,
    `- Runs started, since all webhooks of their tickets were lost: ${started}`,
    `- Runs told to look again: ${refreshed}`,
  ].join('\n');
}
