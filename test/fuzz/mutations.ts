/** Ways to spoil JSON: its values, its structure, and its bytes. */
import * as fc from 'fast-check';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A word that stands in customers' texts and names, and must come out nowhere. */
export const PLANTED = 'planted-words-of-a-customer';

const nested = (levels: number): Json => {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

const protoKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', '0', ''];

/** Values that programs do not expect. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constant('x'.repeat(5_000)),
  fc.constantFrom<Json>(null, true, false, 0, -0, -1, 1e21, 2 ** 53, 1.5, 5e-324, 1.7e308, '', ' ', '0', '-1', '1e3'),
  fc.constantFrom<Json>(
    '\u0000',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    'ﷺ'.repeat(9),
    '😀'.repeat(300),
    'señor 😀',
  ),
  fc.constantFrom<Json>('x'.repeat(5_000), '9'.repeat(40), "' or '1' = '1", '../../etc', '{{ticket.id}}', '\r\nx: y'),
  fc.constantFrom<Json>([], {}, [[]], [null], [{}], nested(20), nested(200), { toString: 1 }, { length: 1e9 }),
  fc.constantFrom<Json>('2026-11-20T15:14:29.834Z', '0000-00-00', '+275760-09-13T00:00:00.001Z', 'NaN', 'WHATSAPP'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double().map((it) => (Number.isFinite(it) ? it : 0)),
  fc.constantFrom<Json>(...protoKeys.map((key) => ({ [key]: { ticketId: '1', polluted: true } }))),
);

type Step = { at: number; kind: 'replace' | 'delete' | 'repeat' | 'rename' | 'add' | 'wrap'; value: Json; key: string };

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'delete', 'repeat', 'rename', 'add', 'wrap'),
  value: odd,
  key: fc.constantFrom(...protoKeys, 'id', 'event', 'type', 'ticketId', 'metadata'),
});

/** JSON with up to `most` changes at any depth; none as often as some. */
export const mutated = (base: fc.Arbitrary<Json>, most = 3): fc.Arbitrary<Json> =>
  fc
    .tuple(
      base,
      fc.oneof(fc.constant([]), fc.array(step, { minLength: 1, maxLength: 1 }), fc.array(step, { maxLength: most })),
    )
    .map(([value, steps]) => steps.reduce(change, value));

interface Place {
  holder: Json[] | { [key: string]: Json };
  key: string | number;
}

function change(root: Json, { at, kind, value, key }: Step): Json {
  const copy = JSON.parse(JSON.stringify(root)) as Json;
  const places = placesIn(copy);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return kind === 'wrap' ? [copy] : value;
  const { holder, key: old } = place;
  if (Array.isArray(holder)) changeList(holder, Number(old), kind, value);
  else changeObject(holder, String(old), kind, value, key);
  return copy;
}

function changeList(list: Json[], at: number, kind: Step['kind'], value: Json): void {
  const present = list[at] ?? null;
  if (kind === 'delete') list.splice(at, 1);
  else if (kind === 'repeat') list.push(...Array.from({ length: 30 }, () => present));
  else list[at] = kind === 'wrap' ? [present] : value;
}

function changeObject(object: { [key: string]: Json }, at: string, kind: Step['kind'], value: Json, key: string): void {
  const present = object[at] ?? null;
  const put = (name: string, it: Json): void =>
    void Object.defineProperty(object, name, { value: it, enumerable: true, configurable: true, writable: true });
  if (kind === 'delete' || kind === 'rename') delete object[at];
  if (kind === 'rename') put(key, present);
  if (kind === 'add') put(key, value);
  if (kind === 'replace') put(at, value);
  if (kind === 'wrap') put(at, [present]);
}

const placesIn = (value: Json): Place[] => {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [
    { holder: value, key },
    ...placesIn((value as Record<string | number, Json>)[key] ?? null),
  ]);
};

/** What can happen to bytes on their way. */
export const mangledText = (text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      text,
      fc.constantFrom(...Array<string>(18).fill('no'), 'cut', 'flip', 'bom', 'latin1', 'twice', 'utf16'),
      fc.nat(100_000),
    )
    .map(([it, how, at]) => {
      const bytes = Buffer.from(it);
      const place = at % Math.max(1, bytes.length);
      if (how === 'cut') return bytes.subarray(0, place);
      if (how === 'flip' && bytes.length > 0) bytes[place]! ^= 1 << (at % 8);
      if (how === 'bom') return Buffer.concat([Buffer.from('\ufeff'), bytes]);
      if (how === 'latin1') return Buffer.from(it, 'latin1');
      if (how === 'twice') return Buffer.concat([bytes, bytes]);
      if (how === 'utf16') return Buffer.from(it, 'utf16le');
      return bytes;
    });
