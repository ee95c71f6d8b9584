/**
 * G35: what a vendor's error brings into notes, logs and histories is its code, its title and our own words. The error
 * below echoes what it was sent, in every place and in every notation.
 */
import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDeliveryError } from '../../activities/deliveryError';
import { shownTitle } from '../../activities/errorTitle';
import { failureOf } from '../../activities/failures';
import { refusedText } from '../../activities/failureText';
import { masked, maskedJson } from '../../activities/mask';
import { createLog } from '../../src/telemetry/log';

const PEOPLE = [
  'María García',
  'ana gómez',
  "Siobhán O'Brien",
  'José',
  'Łukasz Wałęsa',
  '李小龙',
  'محمد علي',
  'Nguyen',
];
const phones = (digits: string): string[] => [
  `+34${digits}`,
  `+34 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`,
  `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`,
  `${digits.slice(0, 3)}/${digits.slice(3)}`,
  `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6)}`,
  `00 34 ${digits.match(/\d{1,2}/g)!.join(' ')}`,
  `${digits.slice(0, 3)}\u00a0${digits.slice(3, 6)}\u2011${digits.slice(6)}`,
  `${digits.slice(0, 4)}\u200b${digits.slice(4)}`,
  [...digits].map((it) => String.fromCodePoint(0x660 + Number(it))).join(''),
  [...digits].map((it) => String.fromCodePoint(0xff10 + Number(it))).join(''),
  `%2B34${digits}`,
  `tel:+34-${digits.slice(0, 3)}-${digits.slice(3)}`,
];
const phone = fc.tuple(fc.constantFrom('6', '7'), fc.stringMatching(/^[0-9]{8}$/), fc.nat(11)).map(([a, b, at]) => {
  const digits = a + b;
  return { told: phones(digits)[at]!, digits };
});
const opaque = fc.stringMatching(/^[A-Za-z0-9]{24}$/);
const secret = opaque.chain((it) =>
  fc
    .constantFrom(
      ...[`Bearer ${it}`, `bearer  ${it}`, `Authorization: Basic ${it}==`, `"Authorization":"Bearer ${it}"`],
      ...[`https://admin:${it}@acme.test/x`, `token=${it}`, `client_secret: ${it}`, `x-api-key: ${it}`],
      `eyJ${it}.${it}.${it}`,
    )
    .map((told) => ({ told, hidden: it })),
);

/** Ways in which an error may hold a text. */
const places = (text: string): unknown[] => [
  { errors: [{ code: 'bad_request', title: `Invalid value ${text} for parameter` }] },
  { underlyingError: { errors: [{ code: 131999, title: text, message: `Could not send to ${text}` }] } },
  { error: { code: 131999, message: `(#131999) Something about ${text}`, error_data: { details: text } } },
  { message: JSON.stringify({ error: { title: text, error_user_msg: text } }) },
  { message: `HTTP 400 ${JSON.stringify(JSON.stringify({ title: `"${text}"` }))}` },
  { [text]: text, headers: { Authorization: text }, title: encodeURIComponent(text) },
  { title: Buffer.from(text).toString('base64') },
  [text, `Failed: ${text}`],
  text,
];

/** All that comes of an error: the outcome in the history, the note, what the log says. */
function told(error: unknown): string {
  const failure = parseDeliveryError(error);
  const notes = (['es', 'en'] as const).map((language) => refusedText(language, 'consulta', failure));
  return JSON.stringify([failure, notes]);
}

/** Its words of four letters or more, and its digits as a row. */
const traces = (text: string): string[] => text.split(/[^\p{L}]+/u).filter((it) => it.length > 3);

describe('G35 what a vendor echoes does not get through', () => {
  it.each(PEOPLE)('G35 the name %s', (name) => {
    for (const error of places(name)) {
      const all = told(error);
      for (const trace of [name, ...traces(name)]) expect(all).not.toContain(trace);
      expect(all).not.toContain(Buffer.from(name).toString('base64'));
    }
  });

  it('G35 a number, by anyone and in any form', () => {
    fc.assert(
      fc.property(phone, fc.nat(8), ({ told: text, digits }, place) => {
        const error = places(text)[place];
        const digitsLeft = told(error)
          .normalize('NFKC')
          .replace(/131999/g, '');
        expect(digitsLeft).not.toContain(digits.slice(-4));
        expect(digitsLeft).not.toMatch(/\d{4}/);
        expect(masked(`to ${text}.`).replace(/^%2B/, '')).not.toMatch(/[\p{Nd}]{3}/u);
      }),
      { numRuns: 400 },
    );
  });

  it('G35 an address, a token, a header, a URL with credentials', () => {
    fc.assert(
      fc.property(
        fc.oneof(secret, fc.constant({ told: 'ana.garcia@example.com', hidden: 'garcia' })),
        fc.nat(8),
        (it, place) => {
          const error = places(it.told)[place];
          expect(told(error)).not.toContain(it.hidden);
          expect(masked(it.told)).not.toContain(it.hidden);
          expect(JSON.stringify(maskedJson({ deep: [{ note: it.told }] }))).not.toContain(it.hidden);
        },
      ),
      { numRuns: 400 },
    );
    const echoed = { request: { headers: { Authorization: 'YWRtaW46cGFzcw', 'X-Api-Key': 'abc' } }, token: 'def' };
    expect(maskedJson(echoed)).toEqual({ request: { headers: { Authorization: '…', 'X-Api-Key': '…' } }, token: '…' });
  });

  it('G35 its code and its title do', () => {
    const title = 'Number of parameters does not match the expected number of params';
    expect(parseDeliveryError({ code: 132000, title })).toEqual({
      reason: 'configuration',
      code: 132000,
      detail: title,
    });
    expect(shownTitle('(#131030) Recipient phone number not in allowed list')).toBe(
      '(#131030) Recipient phone number not in allowed list',
    );
    expect(shownTitle('Template "consulta" does not exist for María in 24 hours')).toBe(
      'Template … does not exist for … in 24 hours',
    );
    expect(parseDeliveryError({ code: 131999, message: 'The value Ana is wrong' })).toEqual({
      reason: 'refused',
      code: 131999,
    });
    expect(shownTitle('Hola Ana')).toBeUndefined();
  });
});

describe('G35 an error that is not the vendor’s own', () => {
  const broken = (() => {
    try {
      return JSON.parse('María García, +34 600 111 222, Bearer abcdef') as unknown;
    } catch (error) {
      return error as Error;
    }
  })();

  it('G35 reaches a history without what it quotes', () => {
    const failure = defaultFailureConverter.errorToFailure(failureOf(broken), defaultPayloadConverter);
    const stored = JSON.stringify(failure);
    expect(stored).not.toMatch(/Mar|Garc|600|abcdef/);
    expect(stored).toContain('SyntaxError');
    expect(stored).toContain('vendorWords.test.ts');
  });

  it('G35 reaches the log without what it quotes', () => {
    let line = '';
    createLog('info', { write: (text) => void (line += text) }).error({ error: broken }, 'failed');
    expect(line).toContain('SyntaxError');
    expect(line).toContain('vendorWords.test.ts');
    expect(line).not.toMatch(/Mar|Garc|600|abcdef/);
  });
});
