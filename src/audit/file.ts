/**
 * The file in which an audit keeps what it has read: a line of JSON for each thing, added as it is read. A kill loses
 * at most what was being read; a last line that is cut short is left out.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../activities/types';
import { replaceFile } from '../system/replaceFile';
import type { Facts, PastSchedule, PastTemplate, PastTicket, UnknownTicket } from './facts';

const VERSION = 1;

/** A page of Zendesk's export: the WhatsApp tickets in it, and where the next page begins. */
export interface PageLine {
  tickets: { id: string; stamp: string }[];
  looked: number;
  cursor?: string;
  atEnd: boolean;
}

export type Line =
  | { ventana: 'audit'; version: number; account: string; since: Instant }
  | { schedules: PastSchedule[] | null }
  | { templates: PastTemplate[] | null }
  | { page: PageLine }
  | { ticket: PastTicket }
  | { unknown: UnknownTicket };

/** What the file holds, and how far the walk has come. */
export interface Recorded extends Facts {
  schedulesAsked: boolean;
  /** Those of the pages that were not read yet, or have changed since. */
  waiting: { id: string; stamp: string }[];
  cursor?: string;
  /** The last page was the last one then. */
  atEnd: boolean;
}

export const auditPath = (dataFolder: string, account: string): string => join(dataFolder, 'audit', `${account}.jsonl`);

const MODE = 0o600;
const FOLDER = 0o700;

/** Begins a file anew. */
export function beginFile(path: string, account: string, since: Instant): void {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER });
  replaceFile(path, asText({ ventana: 'audit', version: VERSION, account, since }), { mode: MODE, tighten: true });
}

export const addLine = (path: string, line: Line): void => appendFileSync(path, asText(line), { mode: MODE });

const asText = (line: Line): string => `${JSON.stringify(line)}\n`;

const headSchema = z.object({
  ventana: z.literal('audit'),
  version: z.literal(VERSION),
  account: z.string(),
  since: z.number(),
});

/** @returns undefined if there is no such file, or it is none of ours */
export function readFile(path: string): Recorded | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  // Cut off in the middle of a line: what is added must begin a line of its own.
  if (whole < bytes.length) truncateSync(path, whole);
  const [first = '', ...rest] = bytes.subarray(0, whole).toString().split('\n');
  const head = headSchema.safeParse(parsed(first)).data;
  if (!head) return undefined;
  const lines = rest.flatMap((text) => parsed(text) ?? []);
  return recordedIn(lines, head);
}

/** Our own file: what a line says is as it was written, or the line is damaged and left out. */
function parsed(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as unknown;
    return typeof line === 'object' && line !== null ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}

function recordedIn(lines: readonly Line[], { account, since }: { account: string; since: Instant }): Recorded {
  const wanted = new Map<string, string>();
  const tickets = new Map<string, PastTicket>();
  const unknown = new Map<string, UnknownTicket>();
  let [looked, atEnd, schedulesAsked] = [0, false, false];
  let cursor: string | undefined;
  let schedules: PastSchedule[] | undefined;
  let templates: PastTemplate[] | undefined;
  for (const line of lines) {
    if ('page' in line) {
      for (const { id, stamp } of line.page.tickets) wanted.set(id, stamp);
      looked += line.page.looked;
      ({ atEnd } = line.page);
      cursor = line.page.cursor ?? cursor;
    } else if ('ticket' in line) {
      tickets.set(line.ticket.id, line.ticket);
      unknown.delete(line.ticket.id);
    } else if ('unknown' in line) {
      unknown.set(line.unknown.id, line.unknown);
      tickets.delete(line.unknown.id);
    } else if ('schedules' in line) {
      schedulesAsked = true;
      schedules = line.schedules ?? undefined;
    } else if ('templates' in line) {
      // What was read before counts, if they cannot be read any more.
      templates = line.templates ?? templates;
    }
  }
  const stampOf = (id: string): string | undefined => {
    const why = unknown.get(id);
    // What got no answer is asked for again.
    return tickets.get(id)?.stamp ?? (why?.why === 'noAnswer' ? undefined : why?.stamp);
  };
  return {
    ...{ account, since, looked, atEnd, schedulesAsked },
    ...(schedules && { schedules }),
    ...(templates && { templates }),
    ...(cursor !== undefined && { cursor }),
    tickets: [...tickets.values()],
    unknown: [...unknown.values()],
    waiting: [...wanted].filter(([id, stamp]) => stampOf(id) !== stamp).map(([id, stamp]) => ({ id, stamp })),
  };
}
