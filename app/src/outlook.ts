/** What will be lost at the current pace: of the account as the service says it, of a group by its tickets. Pure. */
import type { BoardView } from '../../src/service/app/board';
import { lossesOf, type Loss } from './board';
import type { Infos } from './tickets';

type Forecast = NonNullable<BoardView['forecast']>;

export interface Outlook {
  /** Windows that close on a waiting customer, and those of them that close unanswered. */
  windows: number;
  lost: number;
  losses: Loss[];
  perHour: number;
  answered: number;
  hours: number;
  basis: Forecast['basis'];
  office: boolean;
}

export interface GroupOutlook extends Outlook {
  /** Of how many of the account's windows the group is known: those that close first. All: nothing is left out. */
  listed: { shown: number; of: number };
  /** Of how many of the answered conversations, which tell the group's part of the pace. */
  examined: { shown: number; of: number };
}

/** Undefined: the pace is not known. */
export function accountOutlook({ forecast, hours, owes }: BoardView): Outlook | undefined {
  if (!forecast) return undefined;
  const { perHour, answered, basis, office, lost } = forecast;
  const pace = { perHour, answered, hours: forecast.hours, basis, office };
  return { ...pace, windows: owes.agent.count, lost, losses: lossesOf(hours) };
}

/** The tickets whose groups `groupOutlook` has to know. */
export const outlookTickets = ({ forecast, owes }: BoardView): string[] => [
  ...new Set([...owes.agent.tickets.map(([ticketId]) => ticketId), ...(forecast?.tickets ?? [])]),
];

/**
 * A group answers its own tickets, the window that closes first before the others, at its part of the account's pace:
 * the part that it has in the answered conversations. A ticket that this agent may not see belongs to another group.
 * Undefined: the pace is not known, or the service is older and does not say whose it is.
 */
export function groupOutlook(
  { forecast, owes }: BoardView,
  group: string,
  { known, read }: Pick<Infos, 'known' | 'read'>,
): GroupOutlook | undefined {
  const { until, tickets }: Partial<Forecast> = forecast ?? {};
  if (!forecast || !until || !tickets) return undefined;
  const { answered, perHour, hours, basis, office } = forecast;
  const isOurs = (ticketId: string): boolean => known.get(ticketId)?.groupId === group;
  // While Zendesk is asked for more of them, those that it has answered stand for all.
  const examined = tickets.filter((ticketId) => read.has(ticketId));
  const part = examined.length === 0 ? 0 : examined.filter(isOurs).length / examined.length;
  const all = owes.agent.tickets.map(([ticketId, closes], place) => ({ ticketId, closes, until: until[place] ?? 0 }));
  const listed = all.filter(({ ticketId }) => read.has(ticketId));
  const windows = listed.filter(({ ticketId }) => isOurs(ticketId));
  let saved = 0;
  const lost = windows.filter((it) => {
    if (saved + 1 > it.until * part) return true;
    saved += 1;
    return false;
  });
  return {
    ...{ windows: windows.length, lost: lost.length, losses: lossesOf(byHour(lost.map(({ closes }) => closes))) },
    ...{ perHour: Math.round(10 * perHour * part) / 10, answered: Math.round(answered * part), hours, basis, office },
    listed: { shown: listed.length, of: owes.agent.count },
    examined: { shown: examined.length, of: answered },
  };
}

const HOUR_S = 3_600;

/** @param times in seconds, earliest first */
function byHour(times: readonly number[]): { from: string; lost: number }[] {
  const hours = new Map<number, number>();
  for (const at of times) {
    const from = Math.floor(at / HOUR_S) * HOUR_S;
    hours.set(from, (hours.get(from) ?? 0) + 1);
  }
  return [...hours].map(([from, lost]) => ({ from: new Date(from * 1_000).toISOString(), lost }));
}
