import { expect, it } from 'vitest';
import { needsOf } from '../../bench/capacity/capacity';
import { tableOf } from '../../bench/capacity/table';
import { projectFile } from '../support/configuration';

/** The columns of docs/capacity.md. */
const LOADS = [
  { ticketsPerDay: 200, messagesPerTicket: 6, daysOpen: 9, outreach: 0.3 },
  { ticketsPerDay: 5_000, messagesPerTicket: 8, daysOpen: 9, outreach: 0.3 },
  { ticketsPerDay: 110_000, messagesPerTicket: 8, daysOpen: 9.1, outreach: 0.3 },
];

const cells = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.includes('---'))
    .map((line) => line.replace(/\s+/g, ' ').trim());

it('the page on capacity shows what is computed', () => {
  const page = projectFile('docs/capacity.md');
  for (const line of cells(tableOf(LOADS))) expect(cells(page)).toContain(line);
});

it('nothing costs less than the base fee, and twice the tickets twice the Actions', () => {
  const [small] = LOADS;
  expect(needsOf(small!).dollarsPerMonth).toBe(500);
  const one = needsOf(small!).actionsPerMonth;
  expect(needsOf({ ...small!, ticketsPerDay: 400 }).actionsPerMonth).toBeCloseTo(2 * one);
});
