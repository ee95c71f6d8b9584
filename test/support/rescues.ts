/** Stories of replies that never reached the customer. */
import { type Happening, type Outcome, type Story, agent, customer, given, macro } from './given';
import { HOUR } from './madrid';

const RESCUE = { mode: 'agent' as const, deliver: 'always' as const, expiresMs: 72 * HOUR, message: 'rescue' };
const messages = {
  followUp: { hasText: true },
  reopening: { hasText: true },
  incident: { hasText: false },
  rescue: { hasText: false },
};
type Rules = Partial<{ mode: 'agent' | 'automatic'; deliver: 'always' | 'ask'; expiresMs: number }>;
export const withRescue = (rules: Rules, ...happenings: Happening[]): Story =>
  given(...happenings)
    .policy({ rescue: { ...RESCUE, ...rules }, messages })
    .where({ latencyMs: 1 });
export const story = (...happenings: Happening[]): Story => withRescue({}, ...happenings);

/** The window closes on Tuesday at 09:00; the agent answers at 11:00. */
export const monday = customer('Mon 09:00');
export const late = agent('Tue 11:00');
export const words = 'agent Tue 11:00';
export const asks = macro('Tue 11:05', 'rescue');
export const tap = (time: string) => customer(time, { tap: true });
/** F10 has nothing to do with it. */
export const others = ({ notes }: Outcome) => notes.filter(({ kind }) => kind !== 'windowClosing');
export const kinds = (it: Outcome) => others(it).map(({ kind }) => kind);
