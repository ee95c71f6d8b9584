/** An account's past, as the audit keeps it, and what the audit says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts, PastMessage, PastTicket } from '../../src/audit/facts';
import { type Report, reportOf } from '../../src/audit/report';
import { parsePolicy } from '../../src/policy/policy';
import type { PolicyConfig } from '../../src/policy/policyConfig';
import { type RateFile, readRates } from '../../src/rates/rateFile';
import { at } from './madrid';

export const exampleRates = readRates(join(__dirname, '../../rates.example.yaml'));
const example = readFileSync(join(__dirname, '../../ventana.example.yaml'), 'utf8');

export function policyOf(change: (text: string) => string = (text) => text): PolicyConfig {
  const parsed = parsePolicy(change(example), 'example');
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}

const weekdays = [1, 2, 3, 4, 5].map((day) => ({ startMinute: day * 1440 + 540, endMinute: day * 1440 + 1080 }));
const madrid = { id: '1', name: 'Oficina', timeZone: 'Madrid', intervals: weekdays, holidays: [] };
export const exampleSchedules = [madrid];
export const END = at('next Mon 12:00');

export const said = (by: PastMessage['by'], time: string, more: Partial<PastMessage> = {}): PastMessage => ({
  ...{ by, at: at(time) },
  ...more,
});

let lastId = 0;
export const ticket = (
  messages: PastMessage[],
  statuses: [time: string, status: PastTicket['statuses'][0]['status']][] = [],
  more: Partial<PastTicket> = {},
): PastTicket => ({
  id: String((lastId += 1)),
  stamp: '',
  readAt: END,
  createdAt: messages[0]?.at ?? 0,
  statuses: [
    { at: messages[0]?.at ?? 0, status: 'new' },
    ...statuses.map(([time, status]) => ({ at: at(time), status })),
  ],
  conversation: `conversation ${lastId}`,
  messages,
  ...more,
});

export const audited = (
  tickets: PastTicket[],
  policies: { name: string; config: PolicyConfig }[] = [{ name: 'example', config: policyOf() }],
  more: Partial<Facts> = {},
  rates: RateFile = exampleRates,
): Promise<Report> => {
  const span = { since: at('last Mon 00:00'), until: END };
  const facts = { account: 'acme', since: span.since, schedules: [madrid], tickets, unknown: [], looked: 0, ...more };
  return reportOf({ facts, span, policies, rates });
};
