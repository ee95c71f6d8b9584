/**
 * G1: what a vendor or a customer writes never keeps the process from anything else. Each function gets its worst case
 * at growing sizes: what is quadratic takes minutes at 1 MB, what is linear some milliseconds.
 */
import { describe, expect, it } from 'vitest';
import { parseDeliveryError } from '../../activities/deliveryError';
import { chooseLanguage } from '../../activities/language';
import { shownTitle } from '../../activities/errorTitle';
import { masked, maskedJson } from '../../activities/mask';
import { isOptOut } from '../../activities/optOutWords';
import { firstName, personName } from '../../activities/personName';
import { readPhone } from '../../activities/phone';
import { cleanValue, cut, fitTogether, LIMITS } from '../../activities/values';
import { parseJson } from '../../src/vendors/http/parseJson';
import { parseSunshine } from '../../src/vendors/sunshine/webhook';
import { previewOf } from '../../src/vendors/zendesk/internal/macros';
import { parseZendesk } from '../../src/vendors/zendesk/webhook';

const MB = 1_000_000;
const SIZES = [16_000, 128_000, MB];
/** The goal is 50 ms. The rest is for a machine that is busy with other tests, and for code that runs the first time. */
const MOST_MS = 600;
const TRIES = 5;

/** Of the processor's time for this process, the best of a few tries. */
function costOf(work: () => unknown): number {
  let best = Infinity;
  for (let attempt = 0; attempt < TRIES && best > MOST_MS; attempt += 1) {
    const before = process.cpuUsage();
    work();
    best = Math.min(best, process.cpuUsage(before).user / 1_000);
  }
  return best;
}

const texts: Record<string, string | ((letters: number) => string)> = {
  letters: 'a',
  digits: '1',
  'digits apart': '1 ',
  dashes: '-',
  'digits and dashes': '1-',
  '@ and letters': 'a@',
  '@ without an end': '@',
  'addresses without an end': 'x@x.',
  'combining marks': '\u0301\u0316',
  'a letter with marks': (letters) => `a${'\u0301'.repeat(letters - 1)}`,
  'a Thai letter with marks': (letters) => `ก${'\u0e48\u0301'.repeat(letters / 2)}`,
  'marks and what is not written': '\u0301\u200b',
  'letters that become many': '\ufdfa',
  tags: '\u{E0061}',
  'a flag that never ends': (letters) => `\u{1F3F4}${'\u{E0061}'.repeat(letters / 2)}`,
  flags: '🇪',
  joiners: '👩\u200d',
  halves: '\ud800',
  spaces: ' ',
  'spaces within': (letters) => `a${' '.repeat(letters - 2)}a`,
  'stars within': (letters) => `a${'*'.repeat(letters - 2)}a`,
  'open tags': '<br',
  brackets: '<',
  'open quotation marks': '“',
  tokens: 'token=',
  'headers without an end': 'Authorization: Bearer ',
  'addresses with credentials': '://a',
  'web tokens': 'eyJ.',
  'words of titles': 'not ',
  'letters of a name': 'a-',
  'other quotation marks': '«',
  'ids of users': 'AA.a',
  'words before a code': 'error ',
  code: ', code',
  JSON: '{"code":1}',
  'open JSON': '[{"a":',
};

const functions: Record<string, (text: string) => unknown> = {
  masked,
  maskedJson: (text) => maskedJson({ [text]: text, list: text.slice(0, 5_000).split('') }),
  isOptOut: (text) => isOptOut(text, ['STOP', 'UNSUBSCRIBE', 'BAJA']),
  'isOptOut, as long as a message can be': (text) => isOptOut(text.slice(0, LIMITS.text), ['STOP']),
  shownTitle,
  cleanValue,
  cut: (text) => cut(text, LIMITS.text),
  fitTogether: (text) => fitTogether([text, text, text], LIMITS.body),
  personName,
  firstName,
  chooseLanguage: (text) => chooseLanguage(['es', 'en'], text),
  readPhone: (text) => readPhone(text, 'MX'),
  parseDeliveryError: (text) => parseDeliveryError({ code: text, title: text, errors: [{ message: text }, text] }),
  'the comment of a macro': (text) =>
    previewOf('1', { custom_fields: [] } as never, { result: { ticket: { comment: { html_body: text } } } }, {}),
};

describe.each(Object.entries(functions))('G1 %s takes no longer than anybody may wait', (_name, run) => {
  it.each(Object.entries(texts))('for %s', (_what, text) => {
    for (const size of SIZES) {
      const input = typeof text === 'string' ? text.repeat(size / text.length) : text(size);
      expect([size, costOf(() => run(input)) <= MOST_MS]).toEqual([size, true]);
    }
  });
});

const at = '2026-11-20T15:00:00.000Z';
const many = (count: number, make: (n: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, n) => make(n));
const keys = (count: number, value: unknown): object => Object.fromEntries(many(count, (n) => [`k${n}`, value]) as []);
const message = { id: 'm', received: at, author: { type: 'user' }, content: { type: 'text', text: 'Hola' } };
const event = (type: string, payload: object) => ({ id: 'e', createdAt: at, type, payload });
const said = (payload: object) => event('conversation:message', { conversation: { id: 'c' }, message, ...payload });
const failed = (error: unknown) =>
  event('conversation:message:delivery:failure', { message: { id: 'm' }, destination: { type: 'whatsapp' }, error });

/** About so many bytes each. */
const sunshine: Record<string, (bytes: number) => object> = {
  'a message of marks': (bytes) =>
    said({ message: { ...message, content: { type: 'text', text: '\u0301'.repeat(bytes / 2) } } }),
  'metadata with many keys': (bytes) => said({ conversation: { id: 'c', metadata: keys(bytes / 12, 1) } }),
  'metadata with many bad values': (bytes) => said({ message: { ...message, metadata: keys(bytes / 12, {}) } }),
  'many notifications': (bytes) =>
    said({ recentNotifications: many(bytes / 60, (n) => ({ received: at, metadata: { ticketId: `${n + 1}` } })) }),
  'many bad notifications': (bytes) => said({ recentNotifications: many(bytes / 2, () => 1) }),
  'an error with many texts': (bytes) => failed({ list: many(bytes / 16, () => 'error 131026x') }),
  'an error with many numbers': (bytes) => failed(many(bytes / 2, () => 1)),
};
const zendesk: Record<string, (bytes: number) => object> = {
  'a status of spaces': (bytes) => ({ event: 'status_changed', ticket_id: '1', status: `${' '.repeat(bytes)}x` }),
  'an id of digits': (bytes) => ({ event: 'ticket_created', ticket_id: '1'.repeat(bytes) }),
  'many keys': (bytes) => keys(bytes / 12, 1),
};

describe('G1 a signed body of 1 MB takes no longer than anybody may wait', () => {
  const cases = [
    ...Object.entries(sunshine).map(([name, make]) => [`Sunshine: ${name}`, make, parseSunshineBody] as const),
    ...Object.entries(zendesk).map(([name, make]) => [`Zendesk: ${name}`, make, parseZendeskBody] as const),
  ];
  it.each(cases)('%s', (_name, make, parse) => {
    for (const size of SIZES) {
      const body = Buffer.from(JSON.stringify(make(size)));
      expect([size, costOf(() => parse(body)) <= MOST_MS]).toEqual([size, true]);
    }
  });
});

const parseSunshineBody = (body: Buffer): unknown => parseSunshine(parseJson(body)?.value, ['STOP'], 0, ['BAJA']);
const parseZendeskBody = (body: Buffer): unknown => parseZendesk(parseJson(body)?.value, 'i');

describe('G4 a time that cannot be', () => {
  const NOW = Date.parse(at);
  const seenAt = (received: string, original?: string) => {
    const source = { type: 'whatsapp', ...(original !== undefined && { originalMessageTimestamp: original }) };
    const parsed = parseSunshine({ events: [said({ message: { ...message, received, source } })] }, [], NOW);
    const [first] = parsed.kind === 'batch' ? parsed.events : [];
    return first?.kind === 'event' && first.event.type === 'messageSeen' ? first.event.message.at : first;
  };

  it('gives way to the time of arrival; without one, the message is skipped', () => {
    expect(seenAt(at, '9999-01-01T00:00:00Z')).toBe(NOW);
    expect(seenAt('9999-01-01T00:00:00Z')).toMatchObject({ kind: 'invalid', field: 'payload.message.received' });
    expect(seenAt('9999-01-01T00:00:00Z', at)).toBe(NOW);
    expect(seenAt(at, '2026-11-21T14:59:00Z')).toBe(Date.parse('2026-11-21T14:59:00Z'));
  });
});

describe('G1 what is cut is cut without harm', () => {
  it('a keyword within marks, signs and spaces is still one; what no message can be is none', () => {
    expect(isOptOut(`S\u0301${'\u0301'.repeat(3_000)}TOP !!`, ['STOP'])).toBe(true);
    expect(isOptOut(`STOP${'!'.repeat(4_000)}`, ['STOP'])).toBe(true);
    expect(isOptOut(`STOP${'!'.repeat(5_000)}`, ['STOP'])).toBe(false);
  });

  it('a text that is too long to be masked is cut between words, so that no half of an address is left', () => {
    const long = masked(`${'word '.repeat(1_999)}to ana.garcia@example.com`);
    expect(long.length).toBeLessThan(10_001);
    expect(long).not.toContain('ana');
    expect(masked('a'.repeat(20_000))).toBe('…');
  });

  it('a cut never splits what people see as one character', () => {
    expect(cut('ab👩‍👩‍👧‍👦cd', 12)).toBe('ab…');
    expect(cut('ab👩‍👩‍👧‍👦cd', 14)).toBe('ab👩‍👩‍👧‍👦…');
    expect(cut('abc', 0)).toBe('…');
  });

  it('a value that a quotation mark begins and nothing ends is not told', () => {
    expect(parseDeliveryError({ title: 'Bad value “Ana Gómez' })).toMatchObject({ detail: 'Bad value …' });
  });

  it('G4 of the tickets that an event names only a handful is told', () => {
    const body = said({
      recentNotifications: many(500, (n) => ({ received: at, metadata: { ticketId: `${n + 1}` } })),
    });
    const parsed = parseSunshine({ events: [body] }, []);
    const [first] = parsed.kind === 'batch' ? parsed.events : [];
    expect(first?.kind === 'event' && first.named).toEqual(['496', '497', '498', '499', '500']);
  });
});
