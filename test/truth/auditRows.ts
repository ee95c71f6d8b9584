/** What an audit must say of an account, and what it says. */
import type { Report } from '../../src/audit/report';
import type { KnownTicket } from './play';
import { type Difference, differencesOf, type Row } from './rows';

export type AuditSaid = Pick<Report, 'findings' | 'firstReplies' | 'unknown'> & {
  policies: readonly { sends: readonly { ticket: string; what: string; at: number }[] }[];
};

/** @returns none: the audit said the truth */
export function auditDifferences(known: readonly KnownTicket[], said: AuditSaid): Difference[] {
  return differencesOf(known.flatMap(rowsOfTruth), rowsOf(said));
}

/** How many rows the audit must have. */
export const auditRows = (known: readonly KnownTicket[]): number => known.flatMap(rowsOfTruth).length;

const HOUR_MS = 3_600_000;

function rowsOfTruth({ id, truth }: KnownTicket): Row[] {
  const { unknown, openedAt, firstReplyAt, remindedAt, findings } = truth;
  if (unknown) return [{ what: `${id} unknown ${unknown}`, times: [] }];
  return [
    ...findings.map(({ kind, at }) => ({ what: `${id} ${kind}`, times: [at] })),
    { what: `${id} first reply`, times: [firstReplyAt === undefined ? undefined : firstReplyAt - openedAt] },
    ...(remindedAt === undefined ? [] : [{ what: `${id} reminder`, times: [remindedAt] }]),
  ];
}

function rowsOf({ findings, firstReplies, unknown, policies }: AuditSaid): Row[] {
  return [
    ...unknown.map(({ id, why }) => ({ what: `${id} unknown ${why}`, times: [] })),
    ...findings.map(({ ticket, kind, at }) => ({ what: `${ticket} ${kind}`, times: [at] })),
    ...firstReplies.map(({ ticket, hours }) => ({
      what: `${ticket} first reply`,
      times: [hours === undefined ? undefined : Math.round(hours * HOUR_MS)],
    })),
    ...(policies[0]?.sends ?? []).map(({ ticket, what, at }) => ({ what: `${ticket} ${what}`, times: [at] })),
  ];
}
