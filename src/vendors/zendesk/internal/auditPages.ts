import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { VendorError } from '../../../../activities/vendorError';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { MOST_PAGES, nextQuery, numericId, PAGE_OF_100, type ZendeskCall } from '../transport';
import { type Audit, auditSchema, compact } from './audits';

/** How many audits of long tickets are kept in memory: some hundred bytes each. */
const KEPT_AUDITS = 100_000;
/** How many readings that were interrupted. */
const KEPT_READINGS = 100;

interface Kept {
  audits: Audit[];
  /** Where the last reading ended. Only of use if the list begins with the oldest. */
  cursor: string | undefined;
  oldestFirst: boolean;
}

/** A reading that was interrupted after some pages: without it, a ticket with thousands of audits is never read. */
interface Begun {
  found: Audit[];
  cursor: string | undefined;
  query: Query;
}

const pageSchema = z.object({
  audits: z.unknown(),
  meta: z
    .object({ after_cursor: z.string().min(1).nullish() })
    .nullish()
    .catch(undefined),
});

type Query = Record<string, string>;

/**
 * Reads the audits of a ticket. Of one with several pages (a hundred in each), only what has been added since this
 * process read it last: from the cursor where the list ended, or, should the list begin with the newest, until the
 * first audit that is known. Audits never change. Which order it is, is not documented: the list itself shows it.
 * @throws VendorError
 */
export function createAuditReader(call: ZendeskCall, readList: ReadList): (ticketId: string) => Promise<Audit[]> {
  const kept = new LRUCache<string, Kept>({ maxSize: KEPT_AUDITS, sizeCalculation: ({ audits }) => audits.length + 1 });
  const interrupted = new LRUCache<string, Begun>({ max: KEPT_READINGS });

  async function readPages(ticketId: string, known: Kept | undefined): Promise<Kept & { pages: number }> {
    const ids = new Set(known?.audits.map(({ id }) => id));
    const path = `tickets/${numericId(ticketId)}/audits.json`;
    const { found, ...start } = interrupted.get(ticketId) ?? { found: [], ...beginningOf(known) };
    let { cursor } = start;
    let query: Query | undefined = start.query;
    const seen = new Set<string>();
    let pages = found.length > 0 ? 1 : 0;
    while (query !== undefined && pages < MOST_PAGES) {
      const answer: unknown = await call('GET', path, query).catch((error: unknown) => {
        if (query && found.length > 0) interrupted.set(ticketId, { found, cursor, query });
        throw error;
      });
      const page = readAnswer('zendesk', 'audits', pageSchema, answer);
      pages += 1;
      const audits = readList('audits', auditSchema, page.audits).map(compact);
      found.push(...audits);
      cursor = page.meta?.after_cursor ?? cursor;
      const isKnownFromHere = known?.oldestFirst === false && audits.some(({ id }) => ids.has(id));
      query = isKnownFromHere ? undefined : nextQuery(answer, seen);
    }
    interrupted.delete(ticketId);
    const all = new Map([...(known?.audits ?? []), ...found].map((it) => [it.id, it]));
    return { audits: [...all.values()], cursor, oldestFirst: known?.oldestFirst ?? isOldestFirst(found), pages };
  }

  return async (ticketId) => {
    const known = kept.get(ticketId);
    const wasInterrupted = interrupted.has(ticketId);
    const { pages, ...read } = await readPages(ticketId, known).catch((error: unknown) => {
      if ((!known && !wasInterrupted) || !isRefusedCursor(error)) throw error;
      kept.delete(ticketId);
      interrupted.delete(ticketId);
      return readPages(ticketId, undefined);
    });
    if (known || pages > 1) kept.set(ticketId, read);
    if (!wasInterrupted || read.oldestFirst) return read.audits;
    // What was added since the interruption stands at the beginning.
    const { pages: _more, ...again } = await readPages(ticketId, read);
    kept.set(ticketId, again);
    return again.audits;
  };
}

function beginningOf(known: Kept | undefined): Omit<Begun, 'found'> {
  const cursor = known?.oldestFirst ? known.cursor : undefined;
  return { cursor, query: { ...PAGE_OF_100, ...(cursor !== undefined && { 'page[after]': cursor }) } };
}

const isOldestFirst = (audits: Audit[]): boolean => Number(audits[0]?.id ?? 0) < Number(audits.at(-1)?.id ?? 0);

/** Zendesk no longer takes the cursor. */
const isRefusedCursor = (error: unknown): boolean =>
  error instanceof VendorError && error.reached === 'answered' && [400, 410, 422].includes(error.status ?? 0);
