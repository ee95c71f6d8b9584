import type { FailedAt, LedgerFact, OutreachFact } from '../../../activities/ledger';
import type { MessagesTable, OutreachTable, RepliesTable, TemplateStatesTable, WindowsTable } from '../schema';
import { hashed, partsOf } from './keys';

/**
 * A row to write, with what one fact says; its columns are null where the fact says nothing. `messages`: of an
 * outreach, or of an agent's words that went out again, the hashes of its message's ids.
 */
export type Entry =
  | { into: 'outreach'; row: OutreachTable; messages: string[] }
  | { into: 'windows'; row: WindowsTable }
  | { into: 'replies'; row: RepliesTable; messages: string[] }
  | { into: 'messages'; row: MessagesTable }
  | { into: 'templates'; row: TemplateStatesTable }
  | { into: 'optOuts' | 'solved'; row: { account: string; ticket: string; at: number } };

/** @returns undefined for a fact that names no outreach: somebody else's metadata */
export function entryOf(account: string, fact: LedgerFact, isRebuilt = false): Entry | undefined {
  const rebuilt = isRebuilt ? 1 : 0;
  switch (fact.of) {
    case 'outreach':
      return outreachEntry(account, fact, rebuilt);
    case 'window': {
      const { ticketId: ticket, closesAt, owedBy, officeMs = null, result, readAt } = fact;
      const known = { closes_at: closesAt, owed_by: owedBy, office_ms: officeMs, result, read_at: readAt };
      return { into: 'windows', row: { account, ticket, ...known, rebuilt } };
    }
    case 'reply': {
      const { ticketId: ticket, messageId, at = null, why = null, code = null, rescuedAt = null, reference } = fact;
      const known = { sent_at: at, why, failure_code: code, rescued_at: rescuedAt };
      const messages = reference === undefined ? [] : [hashed(account, reference)];
      return {
        into: 'replies',
        row: { account, reply: hashed(account, messageId), ticket, ...known, rebuilt },
        messages,
      };
    }
    case 'report': {
      const message = hashed(account, fact.reference);
      const known = { delivered_at: fact.deliveredAt ?? null, ...failureOf(fact.failed) };
      return { into: 'messages', row: { account, message, intent: null, ...known } };
    }
    case 'template': {
      const { name, language, at, status, category = null, quality = null } = fact;
      return { into: 'templates', row: { account, name, language, seen_at: at, status, category, quality } };
    }
    case 'optOut':
      return { into: 'optOuts', row: { account, ticket: fact.ticketId, at: fact.at } };
    case 'solved':
      return { into: 'solved', row: { account, ticket: fact.ticketId, at: fact.at } };
  }
}

function outreachEntry(account: string, fact: OutreachFact, rebuilt: number): Entry | undefined {
  const parts = partsOf(fact.sendId);
  if (!parts) return undefined;
  const { ticketId: ticket, purpose, requested, reference, seenAs } = fact;
  return {
    into: 'outreach',
    row: {
      ...{ account, ticket, ...parts, purpose: purpose.kind, name: purpose.name },
      ...{ policy: fact.policyVersion ?? null, message: fact.message ?? null, category: fact.category ?? null },
      ...{ market: fact.market ?? null, arm: fact.arm ?? null },
      requested: requested === undefined ? null : Number(requested),
      ...{ due_at: fact.dueAt ?? null, sent_at: fact.sentAt ?? null, delivered_at: null, ...failureOf(fact.failed) },
      ...{ answered_at: fact.answeredAt ?? null, opted_out_at: fact.optedOutAt ?? null },
      rebuilt,
      ...{ language: fact.language ?? null, solved_at: fact.solvedAt ?? null, reopened_at: fact.reopenedAt ?? null },
      template: fact.template ?? null,
    },
    messages: [...new Set([reference, seenAs])].flatMap((it) => (it === undefined ? [] : hashed(account, it))),
  };
}

const failureOf = (failed: FailedAt | undefined) => ({
  failed_at: failed?.at ?? null,
  failure: failed?.reason ?? null,
  failure_code: failed?.code ?? null,
});
