/** An account with many open tickets, and a Zendesk that shows them. */
import type { BoardView } from '../../../src/service/app/board';
import { exampleView, type FakeZendesk, fakeZendesk } from './zendesk';

const NOW = Date.parse('2026-10-06T09:00:00.000Z');
const HOUR = 3_600_000;
const GROUPS = ['Soporte', 'Ventas', 'Facturación', 'Logística'];

const iso = (at: number): string => new Date(at).toISOString();

/** Of so many tickets: half wait for an agent, more than a third for the customer, the rest have closed. */
export function manyTickets(count: number): BoardView {
  const agents = Math.floor(count / 2);
  const customers = Math.floor(count * 0.4);
  const closed = count - agents - customers;
  const spread = (first: number, many: number): [string, number][] =>
    Array.from({ length: many }, (_, n) => [
      String(first + n),
      Math.floor((NOW + 120_000 + (n * (23 * HOUR)) / many) / 1_000),
    ]);
  const perHour = (many: number): number => Math.round(many / 23);
  const { account, limits } = exampleView('customer-waits');
  return {
    now: iso(NOW),
    version: '0.1.0',
    owes: {
      agent: { count: agents, tickets: spread(10_000, agents) },
      customer: { count: customers, tickets: spread(30_000, customers) },
    },
    hours: Array.from({ length: 23 }, (_, n) => ({
      from: iso(NOW + n * HOUR),
      agent: perHour(agents) + ((n * 7) % 5),
      customer: perHour(customers),
      lost: n > 4 && n < 9 ? Math.round(perHour(agents) / (9 - n)) : 0,
    })),
    forecast: {
      ...{ perHour: 180.5, answered: 1_444, hours: 8, basis: 'day', office: true, lost: 439 },
      // As if agents worked round the clock. Five of eight answered are of one group; each has a quarter of the windows.
      until: spread(0, agents).map(([, at]) => (180.5 * (at * 1_000 - NOW)) / HOUR),
      tickets: Array.from({ length: 296 }, (_, n) => String(90_000 + 4 * n + (n % 8 < 4 ? 1 : n % 4))),
    },
    closed: {
      count: closed,
      day: Math.floor(closed / 3),
      tickets: Array.from({ length: Math.floor(closed / 3) }, (_, n) => [
        String(60_000 + n),
        Math.floor((NOW - n * 60_000) / 1_000),
      ]),
    },
    failed: {
      count: 3,
      tickets: [
        ['80001', 'message'],
        ['80002', 'unknown'],
        ['80003', 'reply'],
      ],
    },
    needs: {
      count: 2,
      tickets: [
        ['70001', 'overdue'],
        ['70002', 'overdue'],
      ],
    },
    held: [
      {
        ...{ code: 'held', error: 132015, template: 'consulta_pendiente:es', until: iso(NOW + 300_000) },
        ...{ count: 41, requested: 2, tickets: ['10003', '10009', '30001'] },
      },
      { code: 'limit', until: iso(NOW + 3 * HOUR), count: 17, requested: 0, tickets: ['30007'] },
    ],
    account,
    limits,
  };
}

/** The tickets' subjects, requesters, agents and groups, as `show_many` gives them. */
export function boardZendesk(view: BoardView | number, values: Record<string, unknown> = {}): FakeZendesk<BoardView> {
  const zendesk = fakeZendesk(view, values);
  zendesk.context = () => ({ location: 'nav_bar', account: { subdomain: 'acme' } });
  zendesk.values = { ...zendesk.values, 'ticket.id': undefined };
  zendesk.shown = (ids) => ({
    tickets: ids.map((id) => ({
      id: Number(id),
      subject: `Pedido ${id}: ¿dónde está mi paquete?`,
      requester_id: Number(id) % 97,
      assignee_id: Number(id) % 5 === 0 ? null : 1_000 + (Number(id) % 7),
      group_id: 500 + (Number(id) % GROUPS.length),
    })),
    users: [
      ...Array.from({ length: 97 }, (_, n) => ({ id: n, name: `Ana García ${n}` })),
      ...Array.from({ length: 7 }, (_, n) => ({ id: 1_000 + n, name: `Marta ${n}` })),
    ],
    groups: GROUPS.map((name, n) => ({ id: 500 + n, name })),
  });
  return zendesk;
}
