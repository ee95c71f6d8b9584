import { type Load, type Needs, needsOf } from './capacity';

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const short = (value: number): string => (value < 10 ? value.toFixed(1) : whole(value));

const ROWS: readonly (readonly [string, (load: Load, needs: Needs) => string])[] = [
  ['tickets a day', ({ ticketsPerDay }) => whole(ticketsPerDay)],
  ['messages a ticket', ({ messagesPerTicket }) => whole(messagesPerTicket)],
  ['days until a run ends', ({ daysOpen }) => short(daysOpen)],
  ['tickets with outreach', ({ outreach }) => `${whole(outreach * 100)} %`],
  ['**open at a time**', (_, { openTickets }) => whole(openTickets)],
  ['Actions a ticket', (_, { actionsPerTicket }) => short(actionsPerTicket)],
  ['Actions a month', (_, { actionsPerMonth }) => `${short(actionsPerMonth / 1e6)} million`],
  ['Actions a second, busiest hour', (_, { peakActionsPerSecond }) => short(peakActionsPerSecond)],
  [
    'storage, open and closed (30 days)',
    (_, { activeGb, retainedGb }) => `${short(activeGb)} and ${short(retainedGb)} GB`,
  ],
  ['cores of workers, busiest hour', (_, { cores }) => short(cores)],
  ['history shards of an own cluster', (_, { shards }) => whole(shards)],
  ['**ticket updates a minute, busiest hour**', (_, { updatesPerMinute }) => short(updatesPerMinute)],
  ['**other requests to Zendesk a minute**', (_, { readsPerMinute }) => whole(readsPerMinute)],
  ['Zendesk accounts that this needs at 50 and 200', (_, { accounts }) => whole(accounts)],
  ['Temporal Cloud a month', (_, { dollarsPerMonth }) => `$${whole(dollarsPerMonth)}`],
];

/** A Markdown table with one column for each load. */
export function tableOf(loads: readonly Load[]): string {
  const columns = loads.map((load) => ({ load, needs: needsOf(load) }));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...loads.map((_, n) => String.fromCharCode(65 + n))]),
    line(['---', ...loads.map(() => '---:')]),
    ...ROWS.map(([name, show]) => line([name, ...columns.map(({ load, needs }) => show(load, needs))])),
  ].join('\n');
}
