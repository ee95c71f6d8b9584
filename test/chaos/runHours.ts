/** Plays the bad hours, one after the other, and judges what reached the phones, the tickets and Zendesk's limits. */
import type { Sandbox } from '../../sandbox';
import { type HourOptions, type Owed, receivedBy, startHour } from './hourWorld';
import { type Hour, hoursWith } from './hours';
import { type WorstMinute, worstMinute } from './worstMinute';

export interface HourRow {
  hour: string;
  customers: number;
  intents: number;
  delivered: number;
  duplicates: number;
  lost: number;
  wrong: number;
  /** Requests to Zendesk in the worst minute, updates of tickets apart. */
  reads: number;
  updates: number;
  budgets: WorstMinute;
  flaws: string[];
}

export async function runHours(
  options: HourOptions,
  tell: (line: string) => void,
  { only, waiting }: { only?: readonly string[]; waiting?: number } = {},
): Promise<HourRow[]> {
  const rows: HourRow[] = [];
  for (const hour of hoursWith(waiting).filter(({ name }) => only?.includes(name) ?? true)) {
    const began = Date.now();
    rows.push(await runHour(options, hour));
    tell(`"${hour.name}" played in ${Math.round((Date.now() - began) / 1_000)} s`);
  }
  return rows;
}

async function runHour(options: HourOptions, { name, customers, play }: Hour): Promise<HourRow> {
  const world = await startHour(options);
  try {
    const owed = await play(world);
    const flaws = await Promise.all(
      owed.map(async (it) => (await world.flawsOf(it)).map((words) => `${name}, ticket ${it.ticketId}: ${words}`)),
    );
    const counts = owed.map((it) => countsOf(world.sandbox, it));
    const sum = (of: (it: ReturnType<typeof countsOf>) => number): number =>
      counts.reduce((total, it) => total + of(it), 0);
    return {
      hour: name,
      customers,
      intents: sum((it) => it.intents),
      delivered: sum((it) => it.delivered),
      duplicates: sum((it) => it.duplicates),
      lost: sum((it) => it.intents - it.delivered),
      wrong: sum((it) => it.wrong),
      ...worstMinute(world.sandbox.requests()),
      budgets: world.budgets,
      flaws: flaws.flat(),
    };
  } finally {
    await world.close();
  }
}

function countsOf(sandbox: Sandbox, { customer, expected: { received } }: Owed) {
  const came = receivedBy(sandbox, customer).map((it) => (it.kind === 'template' ? it.name : it.text));
  const wanted = received.map((name) => came.filter((it) => it === name).length);
  return {
    intents: received.length,
    delivered: wanted.filter((times) => times > 0).length,
    duplicates: wanted.reduce((total, times) => total + Math.max(0, times - 1), 0),
    wrong: came.filter((it) => !received.includes(it)).length,
  };
}

export const isBadHour = ({ duplicates, lost, wrong, reads, updates, budgets, flaws }: HourRow): boolean =>
  duplicates + lost + wrong + flaws.length > 0 || reads > budgets.reads || updates > budgets.updates;

const columns = ['customers', 'intents', 'delivered', 'duplicates', 'lost', 'wrong'] as const;

/** One line for each hour; the last columns are requests to Zendesk in the worst minute, next to the budget. */
export function hoursTable(rows: readonly HourRow[]): string {
  const line = (first: string, rest: string[], requests: string[]): string =>
    `${first.padEnd(26)}${rest.map((it) => it.padStart(11)).join('')}${requests.map((it) => it.padStart(18)).join('')}`;
  return [
    line('hour', [...columns], ['requests/min', 'updates/min']),
    ...rows.map((row) =>
      line(
        row.hour,
        columns.map((column) => String(row[column])),
        [`${row.reads} of ${row.budgets.reads}`, `${row.updates} of ${row.budgets.updates}`],
      ),
    ),
  ].join('\n');
}
