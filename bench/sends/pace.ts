/** An outreach costs about three times as much as opening a ticket, and a machine at its limit cannot keep a pace. */
const PART_OF_OPENING = 0.3;
const MOST_PER_SECOND = 20;

/**
 * The pace that the machine can keep, judged by how fast it opened the tickets: the figures are about keeping the pace,
 * not about how fast this machine is.
 */
export const paceFor = (openedPerSecond: number): number =>
  Math.min(MOST_PER_SECOND, Math.max(1, Math.floor(openedPerSecond * PART_OF_OPENING)));

/**
 * The part of the policy that sets the pace, as [text in the example, replacement]. The updates limit the turns, as
 * they do by default.
 */
export const rates = (perSecond: number): [string, string][] => [
  ['sendsPerSecond: 5', `sendsPerSecond: ${Math.max(5, Math.ceil(perSecond * 6))}`],
  ['zendeskUpdatesPerMinute: 50', `zendeskUpdatesPerMinute: ${Math.max(1, Math.round(perSecond * 60))}`],
  ['zendeskReadsPerMinute: 200', `zendeskReadsPerMinute: ${Math.max(200, Math.round(perSecond * 60 * 20))}`],
];
