import type { Instant } from '../../activities/types';
import type { Account, Handed, Ticket } from './account';
import { when } from '../support/madrid';

/** What the history has that the contract forbids, or lacks that it promises. */
export interface Breach {
  /** The row of docs/behaviour.md, and what it says in short. */
  row: string;
  words: string;
}

export type Judge = (a: Account) => Breach[];

export const breach = (row: string, at: Instant, ticket: Pick<Ticket, 'id'>, words: string): Breach => ({
  row,
  words: `${when(at)}, ticket ${ticket.id}: ${words}`,
});

export const intentOf = (sendId: string): string => sendId.replace(/:[^:]*:\d+$/, '');

export const isTemplate = ({ order }: Pick<Handed, 'order'>): boolean => order.rendition === 'template';

export function groupBy<T>(all: readonly T[], keyOf: (it: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of all) {
    const key = keyOf(it);
    const group = groups.get(key);
    if (group) group.push(it);
    else groups.set(key, [it]);
  }
  return groups;
}
