/** What the ledger has of a run, held against the phones: processes were killed while rows were on their way. */
import { join } from 'node:path';
import type { OutreachTable, RepliesTable } from '../../src/ledger/schema';
import { rowsOf } from '../support/ledgerRig';
import type { Cycle } from './types';
import { sentTo } from './verdict';
import type { ChaosWorld } from './world';

export interface LedgerOfRun {
  outreach: OutreachTable[];
  replies: RepliesTable[];
}

export async function readLedger({ folder }: Pick<ChaosWorld, 'folder'>): Promise<LedgerOfRun> {
  const place = { type: 'file', folder: join(folder, 'ledger') } as const;
  return { outreach: await rowsOf(place, 'outreach'), replies: await rowsOf(place, 'replies') };
}

/** Rows of a cycle that are missing, too much, or without what only Ventana knew. */
export function ledgerFlaws({ sandbox }: Pick<ChaosWorld, 'sandbox'>, cycle: Cycle, ledger: LedgerOfRun): string[] {
  const isIts = ({ ticket }: { ticket: string }): boolean => cycle.ticketIds.includes(ticket);
  const sent = ledger.outreach.filter((it) => isIts(it) && it.sent_at !== null);
  const rescued = ledger.replies.filter((it) => isIts(it) && it.rescued_at !== null);
  const onPhone = sentTo(sandbox, cycle);
  const words = onPhone.filter((it) => it.kind === 'text' && cycle.lost.includes(it.text)).length;
  const unknown = sent.filter(({ policy }) => policy === null).length;
  return [
    ...counted('messages', sent.length, onPhone.length - words),
    ...counted('rescued replies', rescued.length, words),
    ...(unknown > 0 ? [`the ledger knows no policy of ${unknown} messages`] : []),
  ];
}

const counted = (what: string, has: number, of: number): string[] =>
  has === of ? [] : [`the ledger has ${has} ${what} instead of ${of}`];
