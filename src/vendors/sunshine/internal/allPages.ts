import { z } from 'zod';
import { queryOf } from '../../http/http';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { pageOf100, type SunshineCall } from '../call';

/** More pages than any list that we read has: a list that never ends must not keep a caller for ever. */
const MOST_PAGES = 100;

const metaSchema = z.object({
  meta: z.object({ hasMore: z.boolean().nullish(), afterCursor: z.string().min(1).nullish() }).nullish(),
});

/**
 * Reads a list of v2 to its end: `page[after]` with the cursor of the page before. (Messages are read otherwise: the
 * newest first.)
 * @param list the key of the entries in the answer, and what each must be: others are left out (`readList`)
 * @throws VendorError
 */
export async function allPages<Entry>(
  call: SunshineCall,
  readList: ReadList,
  path: string,
  filter: Record<string, string>,
  list: { name: string; item: z.ZodType<Entry> },
): Promise<Entry[]> {
  const found: Entry[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = queryOf({ ...filter, ...pageOf100, ...(after !== undefined && { 'page[after]': after }) });
    const answer = await call('GET', 'v2', path + query);
    const { [list.name]: entries } = readAnswer('sunshine', list.name, z.record(z.string(), z.unknown()), answer);
    found.push(...readList(list.name, list.item, entries));
    const { hasMore, afterCursor } = metaSchema.safeParse(answer).data?.meta ?? {};
    if (hasMore === false || !afterCursor || afterCursor === after) break;
    after = afterCursor;
  }
  return found;
}
