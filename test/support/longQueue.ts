/** Many requests for turns at once, for the lanes that they wait in. */
import type { TurnRequest } from '../../activities/orders';
import type { TurnEvent, TurnRules } from '../../workflows/core/turns';

export const START = Date.UTC(2026, 9, 5, 7);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const rules: TurnRules = {
  perSecond: 5,
  sendsPerSecond: 5,
  limits: { templatesPerDay: 1_000_000, notificationsPerMonth: 1_000, whenReached: 'stop' },
};
/** Customers wrote in no order at all. */
export const shuffled = (n: number): number => (Math.imul(n, 2654435761) >>> 0) % 1_000_003;
export const request = (n: number, changes: Partial<TurnRequest> = {}): TurnEvent => ({
  type: 'asked',
  rules,
  ticketId: String(n),
  intentId: `${n}-reopening-1`,
  customerLastAt: START - DAY + shuffled(n),
  notBefore: START + MINUTE,
  quiet: [],
  requested: false,
  uses: 'template',
  message: 'reopening',
  template: 'fuera_de_horario:es',
  expiresAt: START + 90 * DAY,
  ...changes,
});
export const many = (count: number, changes: Partial<TurnRequest> = {}) =>
  Array.from({ length: count }, (_, n) => request(n, changes));
export const inParts = (events: TurnEvent[], report: (...events: TurnEvent[]) => void): void => {
  for (let from = 0; from < events.length; from += 1_000) report(...events.slice(from, from + 1_000));
};
