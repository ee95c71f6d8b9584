/** Compares the outcome of a story with what was promised. */
import type { InternalNote, Received } from '../sandbox';
import type { Played, SeenTicket } from './play';
import type { PromisedMessage, PromisedTicket } from './story';
import { fieldOf, say, type Week } from './week';

export interface Check {
  /** What is true if the check passes. */
  what: string;
  expected: string[];
  found: string[];
}

export const holds = ({ expected, found }: Check): boolean => expected.join('\n') === found.join('\n');

export function checksOf({ story, ticket, otherTicket, phone, words }: Played, week: Week): Check[] {
  const { promised, customer } = story;
  const fill = (text: string): string =>
    text.replaceAll('{ticket}', ticket.id).replaceAll('{other}', otherTicket?.id ?? '(none)');
  const says = Object.entries(promised.says).map(([beginning, inIt]) => saysSo(words, beginning, inIt));
  return [
    phoneCheck(customer.name, phone, promised.phone, fill, week),
    ...ticketChecks(ticket, promised.ticket, fill, week),
    ...(promised.otherTicket ? ticketChecks(otherTicket, promised.otherTicket, fill, week) : []),
    ...says,
  ];
}

type Fill = (text: string) => string;

function phoneCheck(name: string, phone: Received[], promised: PromisedMessage[], fill: Fill, week: Week): Check {
  const times = promised.map(({ at }) => week.at(at));
  const listed = promised.map((it) => `${'text' in it ? 'text' : `template ${it.template}`} (${say(week.at(it.at))})`);
  return {
    what: `On ${name}'s phone during these days: ${listed.length > 0 ? `${listed.join(', ')}; nothing else` : 'nothing'}`,
    expected: promised.map((it) => `${say(week.at(it.at))} ${fill(promisedContent(it))}`),
    found: phone.map((it) => `${say(nearest(times, it.at))} ${receivedContent(it)}`),
  };
}

function saysSo(words: string[], beginning: string, inIt: string): Check {
  const lines = words.filter((it) => it.startsWith(beginning));
  const line = lines.find((it) => it.includes(inIt));
  const wanted = `${beginning} ... ${inIt}`;
  return {
    what: `In Ventana's words: ${line ?? wanted}`,
    expected: [line ?? wanted],
    found: line === undefined ? lines : [line],
  };
}

function ticketChecks(ticket: SeenTicket | undefined, promised: PromisedTicket, fill: Fill, week: Week): Check[] {
  const name = `#${ticket?.id ?? '(none)'}`;
  return [stateCheck(name, ticket, promised, week), notesCheck(name, ticket?.notes ?? [], promised, fill, week)];
}

function stateCheck(
  name: string,
  ticket: SeenTicket | undefined,
  { status, window }: PromisedTicket,
  week: Week,
): Check {
  const closesAt = window && week.at(window.closesAt);
  const until = closesAt === undefined ? '' : `, its WhatsApp window ${window?.state} until ${say(closesAt)}`;
  return {
    what: `Ticket ${name} is ${status}${until}`,
    expected: stateOf(status, window && `whatsapp_window_${window.state}`, closesAt && fieldOf(closesAt)),
    found: stateOf(ticket?.status, ticket?.window, ticket?.closesAt),
  };
}

const stateOf = (status = '(none)', window = '(empty)', closesAt: string | number = '(empty)'): string[] => [
  `status ${status}`,
  `WhatsApp window ${window}`,
  `WhatsApp window closes at ${closesAt}`,
];

function notesCheck(name: string, found: InternalNote[], { notes }: PromisedTicket, fill: Fill, week: Week): Check {
  const promised = notes.map(({ at, says }) => ({ at: week.at(at), says: fill(says) }));
  const times = promised.map(({ at }) => at);
  const listed = times.length === 0 ? 'none' : times.map(say).join(', ');
  return {
    what: `Ventana's notes on ticket ${name}: ${listed}`,
    expected: promised.map(({ at, says }) => `${say(at)} ... ${says} ...`),
    found: found.map(({ at, body }, index) => {
      const says = promised[index]?.says;
      return `${say(nearest(times, at))} ${says !== undefined && body.includes(says) ? `... ${says} ...` : body}`;
    }),
  };
}

const promisedContent = (it: PromisedMessage): string =>
  'text' in it ? textWords(it.text) : templateWords(it.template, it.parameters);

const receivedContent = (it: Received): string =>
  it.kind === 'text' ? textWords(it.text) : templateWords(it.name, it.parameters);

const textWords = (text: string): string => `text: ${text}`;
const templateWords = (name: string, parameters: string[]): string => `template ${name}: ${parameters.join(', ')}`;

/** Within a minute is close enough. Any other time stays as it is, so that the difference shows. */
const nearest = (times: number[], at: number): number => times.find((time) => Math.abs(at - time) < 60_000) ?? at;
