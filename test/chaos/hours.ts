/** The bad hours: what goes wrong, what people do meanwhile, and what it must lead to (docs/behaviour.md). */
import type { Customer, RequestFault } from '../../sandbox';
import { type HourWorld, type Owed } from './hourWorld';

export interface Hour {
  name: string;
  customers: number;
  readonly play: (w: HourWorld) => Promise<Owed[]>;
}

const REOPEN = 'WhatsApp::Reabrir conversación';
const PENDING = 'consulta_pendiente';
const REOPENED = 'consulta_reabierta';

type Fault = Pick<RequestFault, 'vendor' | 'method' | 'path' | 'effect'>;
const zendesk429 = (headers?: Record<string, string>): Fault => ({
  vendor: 'zendesk',
  path: /^\/api\/v2\//,
  effect: { kind: 'respond', status: 429, body: 'Too many requests', ...(headers && { headers }) },
});

/** From ten to eleven on Tuesday: reminders fall due, customers answer and agents ask, all in that hour. */
const hourOf = (name: string, customers: number, fault: Fault): Hour => ({
  name,
  customers,
  play: async (w) => {
    const [reminded, answering, asked] = thirds(w.addCustomers(customers));
    await w.at('Mon 09:00');
    const tickets = new Map([...reminded, ...answering, ...asked].map((it) => [it, w.writes(it)]));
    const ticketOf = (it: Customer): string => tickets.get(it)!;
    await w.at('Mon 10:30');
    for (const it of [...reminded, ...answering]) w.asks(ticketOf(it));
    await w.at('Tue 10:00');
    w.fails(fault, 'Tue 11:00');
    await w.at('Tue 10:10');
    for (const it of answering) w.writes(it);
    await w.at('Tue 10:20');
    for (const it of asked) w.applies(ticketOf(it), REOPEN);
    await w.at('Tue 16:00');
    return [
      ...reminded.map((it) => w.owes(it, ticketOf(it), { received: [PENDING], notes: ['Recordatorio'] })),
      ...answering.map((it) => w.owes(it, ticketOf(it), { received: [], status: 'open' })),
      ...asked.map((it) => w.owes(it, ticketOf(it), { received: [REOPENED], empty: true })),
    ];
  },
});

/** The user's record refuses to be changed: an opt-out cannot be stored, and nothing else suffers from it. */
const userThatRefuses: Hour = {
  name: 'user record refuses',
  customers: 12,
  play: async (w) => {
    const customers = w.addCustomers(12);
    const [stopping, others] = [customers.slice(0, 6), customers.slice(6)];
    await w.at('Mon 09:00');
    const tickets = new Map(customers.map((it) => [it, w.writes(it)]));
    const ticketOf = (it: Customer): string => tickets.get(it)!;
    await w.at('Mon 10:30');
    for (const it of customers) w.asks(ticketOf(it));
    await w.at('Tue 10:00');
    const refuse = (status: number, until: string): void =>
      w.fails({ vendor: 'zendesk', method: 'PUT', path: /\/users\//, effect: { kind: 'respond', status } }, until);
    refuse(403, 'Tue 10:30');
    await w.at('Tue 10:10');
    for (const it of stopping) w.writes(it, 'STOP');
    await w.at('Tue 10:30');
    const waiting = new Set(stopping.filter((it) => w.sandbox.ticket(ticketOf(it)).status !== 'open'));
    refuse(422, 'Tue 11:00');
    await w.at('Wed 12:00');
    const flawsOf = (it: Customer): string[] => (waiting.has(it) ? ['not open after 20 minutes'] : []);
    return [
      ...stopping.map((it) =>
        w.owes(it, ticketOf(it), { received: [], status: 'open', optedOut: true, flaws: flawsOf(it) }),
      ),
      ...others.map((it) =>
        w.owes(it, ticketOf(it), { received: [PENDING], until: 'Tue 10:35', notes: ['Recordatorio'] }),
      ),
    ];
  },
};

/** How many write in the same minute, and the minutes between two such times: the day before, nobody is in a hurry. */
const AT_ONCE = 40;
const MINUTES_BETWEEN = 12;

/** All of them wrote between the evening and the morning: one warning for each, before the office closes. */
const closingTime = (customers: number): Hour => ({
  name: 'closing time',
  customers,
  play: async (w) => {
    const all = w.addCustomers(customers);
    const tickets = new Map<Customer, string>();
    for (let first = 0; first < all.length; first += AT_ONCE) {
      await w.at(evening((first / AT_ONCE) * MINUTES_BETWEEN));
      for (const it of all.slice(first, first + AT_ONCE)) tickets.set(it, w.writes(it));
    }
    await w.at('Tue 18:05');
    return all.map((it) => w.owes(it, tickets.get(it)!, { received: [], warnedBy: 'Tue 18:00', notes: [w.warning] }));
  },
});

/** So many minutes after Mon 20:10. */
function evening(minutes: number): string {
  const all = 20 * 60 + 10 + minutes;
  const two = (it: number): string => String(it).padStart(2, '0');
  return `${all < 24 * 60 ? 'Mon' : 'Tue'} ${two(Math.floor(all / 60) % 24)}:${two(all % 60)}`;
}

const thirds = (all: Customer[]): [Customer[], Customer[], Customer[]] => {
  const third = Math.ceil(all.length / 3);
  return [all.slice(0, third), all.slice(third, 2 * third), all.slice(2 * third)];
};

/** @param waiting how many customers wait for an answer at closing time */
export const hoursWith = (waiting = 100): readonly Hour[] => [
  hourOf('Sunshine answers 500', 18, { vendor: 'sunshine', effect: { kind: 'respond', status: 500 } }),
  hourOf('Zendesk 429, Retry-After', 18, zendesk429({ 'retry-after': '60' })),
  hourOf('Zendesk 429', 18, zendesk429()),
  userThatRefuses,
  closingTime(waiting),
];
