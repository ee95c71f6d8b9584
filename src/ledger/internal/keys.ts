import { createHash } from 'node:crypto';

/** A vendor's id as the ledger keeps it: equal for equal ids, and of no use to find the message. */
export const hashed = (account: string, id: string): string =>
  createHash('sha256').update(`${account}/${id}`).digest('base64url').slice(0, 22);

/** The parts of a `sendId`: `intent:rendition:attempt`. Undefined for what is none. */
export function partsOf(sendId: string): { intent: string; rendition: string; attempt: number } | undefined {
  const [, intent, rendition, attempt] = /^(.+):([a-z]+):(\d{1,9})$/.exec(sendId) ?? [];
  return intent === undefined || rendition === undefined ? undefined : { intent, rendition, attempt: Number(attempt) };
}
