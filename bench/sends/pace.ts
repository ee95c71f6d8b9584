/** An outreach costs about three times what it takes to open a ticket; and a machine that is at its limit keeps no pace. */
const PART_OF_OPENING = 0.3;
const MOST_PER_SECOND = 20;

/** What the machine can keep up with, by how fast it opened the tickets: figures are about pace, not about this machine's strength. */
export const paceFor = (openedPerSecond: number): number =>
  Math.min(MOST_PER_SECOND, Math.max(1, Math.floor(openedPerSecond * PART_OF_OPENING)));

/** The part of the policy that sets the pace, as [text of the example, instead of it]: turns go by what the updates allow, as by default. */
export const rates = (perSecond: number): [string, string][] => [
  ['sendsPerSecond: 5', `sendsPerSecond: ${Math.max(5, Math.ceil(perSecond * 6))}`],
  ['zendeskUpdatesPerMinute: 50', `zendeskUpdatesPerMinute: ${Math.max(1, Math.round(perSecond * 60))}`],
];
