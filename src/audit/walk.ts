import type { Policy } from '../../activities/policy';
import type { Instant } from '../../activities/types';
import { VendorError } from '../../activities/vendorError';
import type { SunshinePast } from '../vendors/sunshine/past';
import type { ZendeskPast } from '../vendors/zendesk/past';
import type { PastSchedule, PastTemplate } from './facts';
import { addLine, beginFile, readFile, type Recorded } from './file';
import { patiently } from './patiently';
import { readTicket } from './readTicket';

/** How far a walk has come. */
export interface Walked {
  /** Tickets of all channels in the export so far. */
  looked: number;
  /** WhatsApp tickets that were read, and how many are known of. */
  read: number;
  of: number;
}

export interface WalkParts {
  zendesk: ZendeskPast;
  sunshine: SunshinePast;
  policy: Pick<Policy, 'optOutKeywords' | 'optOutReplyKeywords'>;
  account: string;
  since: Instant;
  /** The file in which it is kept. */
  path: string;
  /** Keep the ids of messages, and what our own say: for the ledger. */
  named?: boolean;
  /** Begin anew, whatever the file holds. */
  fresh: boolean;
  /** Epoch ms. */
  now: () => Instant;
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
  pause: (ms: number) => Promise<void>;
  onProgress: (walked: Walked) => void;
}

/** Which of the two Zendesk gives a ticket that was opened by the answer to a notification is not documented. */
const CHANNELS = ['whatsapp', 'sunshine_conversations_api'];
const MINUTE_MS = 60_000;
/** Zendesk's own limit on pages of its export. */
const PAGES_A_MINUTE = 10;
/** At a time: the account's rates decide how fast. */
const READERS = 4;
/** After so many tickets in a row without any answer the vendor is down. */
const MOST_UNANSWERED = 5;

/**
 * Reads an account's past into the file, from where an earlier walk has stopped. Everything read is kept at once.
 * @throws VendorError when a vendor is down or refuses our credentials: what was read stays
 */
export async function walk(parts: WalkParts): Promise<Recorded> {
  const { path, account, since, fresh } = parts;
  const before = fresh ? undefined : readFile(path);
  const isUsable = before !== undefined && before.account === account && before.since <= since;
  if (!isUsable) beginFile(path, account, since);
  const known = isUsable ? before : undefined;
  if (!known?.schedulesAsked) addLine(path, { schedules: await readSchedules(parts) });
  if (!parts.named) addLine(path, { templates: await readTemplates(parts) });
  await readExport(parts, known);
  await readWaiting(parts, recorded(parts));
  return recorded(parts);
}

function recorded({ path }: WalkParts): Recorded {
  const read = readFile(path);
  if (!read) throw new Error(`${path} is not there any more. Run the command again.`);
  return read;
}

/** @returns null if they are not for us to see: only administrators may */
async function readSchedules({ zendesk, pause }: WalkParts): Promise<PastSchedule[] | null> {
  try {
    const found = await patiently(() => zendesk.schedules(), pause);
    const all: PastSchedule[] = [];
    for (const it of found) all.push({ ...it, holidays: await patiently(() => zendesk.holidays(it.id), pause) });
    return all;
  } catch (error) {
    if (error instanceof VendorError && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}

/** @returns null if they cannot be read: the audit then uses the policy's categories */
async function readTemplates({ sunshine, pause }: WalkParts): Promise<PastTemplate[] | null> {
  try {
    const found = await patiently(() => sunshine.templates(), pause);
    return found.map(({ name, language, category }) => ({ name, language, category }));
  } catch (error) {
    if (error instanceof VendorError) return null;
    throw error;
  }
}

async function readExport(parts: WalkParts, known: Recorded | undefined): Promise<void> {
  const { zendesk, path, since, pause, elapsed, onProgress } = parts;
  const times: number[] = [];
  let cursor = known?.cursor;
  let looked = known?.looked ?? 0;
  let of = known ? known.tickets.length + known.waiting.length : 0;
  for (let atEnd = false; !atEnd;) {
    const first = times.at(-PAGES_A_MINUTE);
    if (first !== undefined) await pause(Math.max(0, first + MINUTE_MS - elapsed()));
    times.push(elapsed());
    const from = cursor === undefined ? { since } : { cursor };
    const page = await patiently(() => zendesk.exportPage(from), pause);
    const ours = page.tickets.filter(({ channel }) => CHANNELS.includes(channel));
    const tickets = ours.map(({ id, stamp }) => ({ id, stamp }));
    ({ cursor, atEnd } = { cursor: page.cursor ?? cursor, atEnd: page.atEnd });
    addLine(path, {
      page: { tickets, looked: page.tickets.length, atEnd, ...(cursor !== undefined && { cursor }) },
    });
    looked += page.tickets.length;
    of += tickets.length;
    onProgress({ looked, read: known?.tickets.length ?? 0, of });
  }
}

async function readWaiting(parts: WalkParts, known: Recorded): Promise<void> {
  const { path, pause, onProgress } = parts;
  const { looked, waiting } = known;
  const of = waiting.length + known.tickets.length + known.unknown.length;
  let read = of - waiting.length;
  let unanswered = 0;
  const queue = waiting.values();
  const reader = async (): Promise<void> => {
    for (const ticket of queue) {
      try {
        const found = await patiently(() => readTicket(parts, ticket), pause);
        addLine(path, 'why' in found ? { unknown: found } : { ticket: found });
        unanswered = 0;
      } catch (error) {
        unanswered += 1;
        if (isRefused(error) || unanswered >= MOST_UNANSWERED) throw error;
        addLine(path, { unknown: { ...ticket, why: 'noAnswer' } });
      }
      read += 1;
      onProgress({ looked, read, of });
    }
  };
  // All of them end before the first failure is told: nothing is written to the file afterwards.
  const ends = await Promise.allSettled(Array.from({ length: READERS }, reader));
  const failed = ends.find((it) => it.status === 'rejected');
  if (failed) throw failed.reason;
}

const isRefused = (error: unknown): boolean => !(error instanceof VendorError) || error.status === 401;
