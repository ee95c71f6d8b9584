/** What the board lists. Pure. */
import type { BoardView } from '../../src/service/app/board';
import type { TicketInfo } from './tickets';

export const LISTS = ['agent', 'customer', 'closed', 'failed', 'needs'] as const;
export type ListName = (typeof LISTS)[number];

export interface Row {
  ticketId: string;
  /** When the window closes or closed, epoch ms. */
  at?: number;
  /** Why it needs a person. */
  code?: string;
}

export interface List {
  count: number;
  rows: Row[];
  /** Not all are listed. */
  isCut: boolean;
}

const coded = ([ticketId, code]: readonly [string, string]): Row => ({ ticketId, code });
const timed = ([ticketId, at]: readonly [string, number]): Row => ({ ticketId, at: at * 1_000 });

export function listsOf({ owes: { agent, customer }, closed, failed, needs }: BoardView): Record<ListName, List> {
  const list = (count: number, rows: Row[]): List => ({ count, rows, isCut: rows.length < count });
  return {
    agent: list(agent.count, agent.tickets.map(timed)),
    customer: list(customer.count, customer.tickets.map(timed)),
    closed: list(closed.count, closed.tickets.map(timed)),
    failed: list(failed.count, failed.tickets.map(coded)),
    needs: list(needs.count, needs.tickets.map(coded)),
  };
}

export interface Group {
  id: string;
  name: string;
}

/** The groups of these tickets, by name. */
export function groupsOf(infos: Iterable<TicketInfo>): Group[] {
  const groups = new Map<string, string>();
  for (const { groupId, group } of infos) if (groupId !== '' && group !== '') groups.set(groupId, group);
  return [...groups].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/** @param group its id; empty: all */
export const inGroup = (rows: readonly Row[], group: string, infos: ReadonlyMap<string, TicketInfo>): Row[] =>
  group === '' ? [...rows] : rows.filter(({ ticketId }) => infos.get(ticketId)?.groupId === group);

export interface Loss {
  at: number;
  /** All that are lost up to then. */
  lost: number;
}

/** How many will be lost by when: after the first hour with a loss, in between, and at the end. */
export function lossesOf(hours: readonly { from: string; lost: number }[]): Loss[] {
  let lost = 0;
  const all = hours.flatMap((hour) => {
    lost += hour.lost;
    return hour.lost > 0 ? [{ at: Date.parse(hour.from) + 3_600_000, lost }] : [];
  });
  const middle = all.findIndex((it) => it.lost >= lost / 2);
  return all.filter((_, index) => index === 0 || index === middle || index === all.length - 1);
}
