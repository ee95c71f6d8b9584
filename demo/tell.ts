/** Tells a played story: what everybody did and saw, in order of time, and whether it matches what was promised. */
import type { Colors } from 'picocolors/types';
import type { InternalNote, Received } from '../sandbox';
import { type Check, holds } from './checks';
import type { Played } from './play';
import type { Beat, Story } from './story';
import { readAs } from './templates';
import { clockOf, dayOf, parseField, say, type Week } from './week';

export const MARGIN = '  ';
const WHEN = 'Mon 30 Nov 09:00  '.length;
const WHO = 18;

interface Line {
  at: number;
  who: string;
  words: string;
  /** The style of the line. What Ventana did stands out. */
  as: 'people' | 'ventana' | 'quiet';
}

export function tell(played: Played, checks: Check[], week: Week, paint: Colors, width: number): string {
  const { number, title, gist } = played.story;
  const head = `${paint.bold(`Case ${number}  ${title}`)}\n${wrap(gist, width - 2, MARGIN).join('\n')}`;
  return [
    head,
    timeline(linesOf(played, week), paint, width),
    checks.map((it) => verdict(it, paint, width)).join('\n'),
  ].join('\n\n');
}

function linesOf(played: Played, week: Week): Line[] {
  const { story, changes, phone, ticket, otherTicket } = played;
  const name = story.customer.name.split(' ')[0] ?? '';
  // What an agent writes stands there already, unless it arrives later.
  const replies = story.beats.flatMap((beat) =>
    'agentWrites' in beat ? `${minute(week.at(beat.at))} ${beat.agentWrites}` : [],
  );
  const arrivals = phone.filter((it) => it.kind === 'template' || !replies.includes(`${minute(it.at)} ${it.text}`));
  const several = otherTicket !== undefined;
  const lines = [
    ...story.beats.map((beat) => beatLine(beat, story, name, week)),
    ...arrivals.map((it) => arrivalLine(it, name)),
    ...[ticket, ...(otherTicket ? [otherTicket] : [])].flatMap(({ id, notes }) =>
      notes.map((note) => noteLine(note, several ? ` on #${id}` : '')),
    ),
    ...changes.map((change) => changeLine(change)),
  ];
  // The order within a minute: what was done, what arrived, the note, the ticket. `sort` keeps the order of equals.
  return lines.sort((a, b) => minute(a.at) - minute(b.at));
}

const minute = (at: number): number => Math.floor(at / 60_000);

function beatLine(beat: Beat, { customer }: Story, name: string, week: Week): Line {
  const at = week.at(beat.at);
  if ('customerWrites' in beat) {
    const lost = beat.webhooksLost ? ' (no webhook about this arrives)' : '';
    return { at, who: name, words: `${quoted(beat.customerWrites)}${lost}`, as: 'people' };
  }
  if ('customerTaps' in beat)
    return { at, who: name, words: `taps the button ${quoted(beat.customerTaps)}`, as: 'people' };
  if ('customerMails' in beat) {
    const phone = customer.phone === undefined ? 'no phone number' : `phone ${customer.phone}`;
    return { at, who: name, words: `sends an e-mail: ${quoted(beat.customerMails)} (${phone})`, as: 'people' };
  }
  if ('agentWrites' in beat) return { at, who: 'agent', words: quoted(beat.agentWrites), as: 'people' };
  if ('agentSets' in beat) return { at, who: 'agent', words: `sets the ticket to ${beat.agentSets}`, as: 'people' };
  if ('agentApplies' in beat)
    return { at, who: 'agent', words: `applies the macro ${beat.agentApplies}`, as: 'people' };
  return { at, who: '', words: beat.meanwhile, as: 'quiet' };
}

function arrivalLine(it: Received, name: string): Line {
  const words =
    it.kind === 'text' ? `text: ${quoted(it.text)}` : `template ${it.name}: ${quoted(readAs(it.name, it.parameters))}`;
  return { at: it.at, who: `${name}'s phone`, words, as: 'ventana' };
}

const noteLine = ({ at, body }: InternalNote, where: string): Line => ({
  at,
  who: where === '' ? 'internal note' : `note${where}`,
  words: quoted(body),
  as: 'ventana',
});

function changeLine({ at, ticket, before }: Played['changes'][number]): Line {
  const { id, status, window, closesAt } = ticket;
  const sameWindow = window === before?.window && closesAt === before?.closesAt;
  const state = window?.replace('whatsapp_window_', '') ?? '';
  const until = closesAt === undefined ? '' : say(parseField(closesAt));
  const words = [
    ...(status === before?.status ? [] : [`is ${status}`]),
    ...(sameWindow ? [] : [`WhatsApp window ${state} ${state === 'closed' ? 'since' : 'until'} ${until}`]),
  ];
  return { at, who: `ticket #${id}`, words: words.join(', '), as: 'quiet' };
}

const quoted = (text: string): string => `"${text}"`;

function timeline(lines: Line[], paint: Colors, width: number): string {
  const indent = ' '.repeat(MARGIN.length + WHEN + WHO);
  let day = '';
  let clock = '';
  return lines
    .map(({ at, who, words, as }) => {
      const newDay = dayOf(at) !== day;
      const when =
        newDay || clockOf(at) !== clock ? `${newDay ? dayOf(at) : ' '.repeat(day.length)} ${clockOf(at)}` : '';
      [day, clock] = [dayOf(at), clockOf(at)];
      const [first = '', ...rest] = wrap(words, width - indent.length).map((it) => dress(it, as, paint));
      const label = dress(who.padEnd(WHO), as, paint);
      return [`${MARGIN}${paint.dim(when.padEnd(WHEN))}${label}${first}`, ...rest.map((it) => indent + it)].join('\n');
    })
    .join('\n');
}

function dress(text: string, as: Line['as'], paint: Colors): string {
  return as === 'ventana' ? paint.cyan(text) : as === 'quiet' ? paint.dim(text) : text;
}

function verdict(check: Check, paint: Colors, width: number): string {
  const { what, expected, found } = check;
  const [first = '', ...rest] = wrap(what, width - 4);
  const text = [first, ...rest.map((it) => `    ${it}`)].join('\n');
  if (holds(check)) return `${MARGIN}${paint.green('✓')} ${text}`;
  const list = (title: string, items: string[]): string =>
    [`      ${title}`, ...(items.length > 0 ? items : ['(nothing)']).map((it) => `        ${it}`)].join('\n');
  return `${MARGIN}${paint.red('✗')} ${text}\n${list('promised:', expected)}\n${list('found:', found)}`;
}

/** Wraps the text at spaces. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}
