/** The same lives as a recorded account: the file that an audit would have written, without asking anybody. */
import { addLine, beginFile } from '../../src/audit/file';
import type { PastMessage, PastTicket } from '../../src/audit/facts';
import type { TicketStatus } from '../../activities/types';
import type { Life, TicketTruth, TimedAct } from './life';
import type { KnownTicket } from './play';

const FIRST_ID = 35_436;

/** One schedule: Monday to Friday, 09:00 to 18:00, in Madrid. */
const WEEKDAYS = [1, 2, 3, 4, 5].map((day) => ({ startMinute: day * 1440 + 540, endMinute: day * 1440 + 1080 }));
const SCHEDULE = { id: '1', name: 'Oficina', timeZone: 'Madrid', intervals: WEEKDAYS, holidays: [] };

export interface RecordOrder {
  path: string;
  account: string;
  since: number;
  readAt: number;
}

/** Writes the file. @returns what is true of its tickets */
export function record(lives: readonly Life[], { path, account, since, readAt }: RecordOrder): KnownTicket[] {
  const known: KnownTicket[] = [];
  beginFile(path, account, since);
  addLine(path, { schedules: [SCHEDULE] });
  lives.forEach((life, place) => {
    const { messages, parts } = pastOf(life);
    const tickets = life.tickets.map((truth, part) => {
      const id = String(FIRST_ID + known.length + part);
      return {
        id,
        truth,
        past: pastTicket({ id, truth, place, readAt, messages, part: parts[part] ?? { statuses: [] } }),
      };
    });
    const read = tickets.map(({ id, truth, past }) =>
      truth.unknown ? { unknown: { id, stamp: past.stamp, why: truth.unknown } } : { ticket: past },
    );
    const listed = tickets.map(({ id, past: { stamp } }) => ({ id, stamp }));
    addLine(path, { page: { tickets: listed, looked: listed.length, atEnd: place === lives.length - 1 } });
    for (const it of read) addLine(path, it);
    const played = { life, customer: { id: '', name: '' }, ticketIds: [], replyIds: [] };
    known.push(...tickets.map(({ id, truth }) => ({ id, truth, played })));
  });
  return known;
}

type Part = Pick<PastTicket, 'statuses' | 'sessionEndedAt'>;

interface Recorded extends Pick<PastTicket, 'id' | 'readAt' | 'messages'> {
  truth: TicketTruth;
  /** Of its customer. */
  place: number;
  part: Part;
}

const pastTicket = ({ id, truth, place, readAt, messages, part }: Recorded): PastTicket => ({
  ...{ id, stamp: new Date(truth.openedAt).toISOString(), readAt, createdAt: truth.openedAt },
  ...{ conversation: `conversation ${place}`, country: 'ES', messages },
  ...part,
});

/** All messages of the conversation, and the statuses of each of its tickets. */
function pastOf({ acts }: Life): { messages: PastMessage[]; parts: Part[] } {
  const messages: PastMessage[] = [];
  const parts: Part[] = [];
  const statusNow = (): TicketStatus | undefined => parts.at(-1)?.statuses.at(-1)?.status;
  const sets = (at: number, status: TicketStatus): void => {
    if (statusNow() !== status) parts.at(-1)?.statuses.push({ at, status });
  };
  for (const act of acts) {
    const before = statusNow();
    const message = messageOf(act);
    if (message) messages.push(message);
    if (message?.by === 'customer') {
      if (before === undefined || before === 'closed') parts.push({ statuses: [{ at: act.at, status: 'new' }] });
      else if (before !== 'new') sets(act.at, 'open');
    }
    if (act.does === 'replies' && before === 'new') sets(act.at, 'open');
    if (act.does === 'sets') sets(act.at, act.status);
    const last = parts.at(-1);
    if (act.does === 'endsSession' && last) last.sessionEndedAt = act.at;
  }
  return { messages, parts };
}

function messageOf(act: TimedAct): PastMessage | undefined {
  const { at } = act;
  switch (act.does) {
    case 'writes':
      return { by: 'customer', at: act.sentAt ?? at, ...(act.sentAt !== undefined && { arrivedAt: at }) };
    case 'stops':
      return { by: 'customer', at, stop: true };
    case 'replies':
      return { by: 'agent', at, ...(act.code !== undefined && { failed: true }) };
    case 'trigger':
      return { by: 'automatic', at };
    case 'taps':
    case 'deletes':
    case 'endsSession':
    case 'sets':
    case 'applies':
    case 'refuses':
      return undefined;
  }
}
