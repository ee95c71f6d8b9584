import { say, sayAsIs, type Plain } from '../../../language/say';
import { fixedPart } from '../../../../activities/fillIn';
import type { MessageDefinition, TemplateValues } from '../../../../activities/policy';
import { LIMITS } from '../../../../activities/values';
import { type Template, type TemplatePart, variablesOf, withoutVariables } from '../../../vendors/sunshine/templates';
import { buttonMismatches } from './buttonMismatches';

type Wanted = MessageDefinition['template'];

/** A value that the template needs and the policy does not give, or the other way round. */
export interface Mismatch {
  /** Names the template's part. One sentence without a full stop. */
  found: string;
  /** The key under `template` in the policy to correct; absent if the template itself has to change. */
  key?: 'header' | 'parameters' | 'buttons';
}

/** Everything for which WhatsApp would refuse the template with the policy's values. */
export function templateMismatches(wanted: Wanted, { category, components = [] }: Template): Mismatch[] {
  const part = (type: string): TemplatePart | undefined => components.find((it) => it.type === type);
  const unserved = unservedIn(category, components);
  return [
    ...unserved.map((what) => ({ found: say('it has {what}, which Ventana cannot send', { what }) })),
    ...headerMismatches(wanted.header, part('HEADER')).map((found) => ({ found, key: 'header' as const })),
    ...valueMismatches('body', wanted.parameters, part('BODY')?.text, LIMITS.body).map((found) => ({
      found,
      key: 'parameters' as const,
    })),
    ...buttonMismatches(wanted.buttons ?? [], part('BUTTONS')?.buttons ?? []),
  ];
}

const PARTS = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS']);
const HEADERS = new Set(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT']);

/** Parts that need what the policy has no words for. */
function unservedIn(category: string, components: readonly TemplatePart[]): string[] {
  const others = components
    .filter(({ type }) => !PARTS.has(type))
    .map(({ type }) => say('a {spoken}', { spoken: spoken(type) }));
  const formats = components.flatMap(({ type, format = 'TEXT' }) => (type === 'HEADER' ? [format] : []));
  const headers = formats
    .filter((format) => !HEADERS.has(format))
    .map((format) => say('a header with a {spoken}', { spoken: spoken(format) }));
  return [
    ...(category === 'AUTHENTICATION' ? [say('a one-time code (category AUTHENTICATION)')] : []),
    ...others,
    ...headers,
  ];
}

const SPOKEN: Readonly<Record<string, Plain>> = { LIMITED_TIME_OFFER: 'limited-time offer' };
const spoken = (type: string): string => sayAsIs(SPOKEN[type] ?? type.toLowerCase().replaceAll('_', ' '));

function headerMismatches(given: Wanted['header'], header: TemplatePart | undefined): string[] {
  const format = header?.format ?? 'TEXT';
  if (!HEADERS.has(format)) return [];
  const needs = format === 'TEXT' ? (variablesOf(header?.text).length > 0 ? 'text' : undefined) : format.toLowerCase();
  const gives = given && ['text', 'image', 'video', 'document'].find((kind) => kind in given);
  if (needs === undefined) {
    if (gives === undefined) return [];
    return [
      say('{it}, and the policy gives one ({gives})', {
        it: header ? say('its header takes no value') : say('it has no header'),
        gives,
      }),
    ];
  }
  if (needs !== gives)
    return [
      say('its header needs {kind}, and the policy gives {kind2}', { kind: kindOf(needs), kind2: kindOf(gives) }),
    ];
  return given && 'text' in given ? valueMismatches('header', given.text, header?.text, LIMITS.header) : [];
}

const KINDS: Readonly<Record<string, Plain>> = {
  text: 'a text value',
  image: 'an image',
  video: 'a video',
  document: 'a document',
};
const kindOf = (kind: string | undefined): string => (kind === undefined ? say('none') : sayAsIs(KINDS[kind] ?? kind));

function valueMismatches(part: 'header' | 'body', given: TemplateValues, text = '', most: number): string[] {
  const needed = variablesOf(text);
  const wrong = Array.isArray(given) ? countMismatch(given, needed) : nameMismatch(Object.keys(given), needed);
  if (wrong !== undefined) return [say('its {part} takes {wrong}', { part: say(part), wrong })];
  const fixed = Object.values(given).reduce((sum, it) => sum + fixedPart(it).length, withoutVariables(text).length);
  return fixed > most
    ? [
        say("its {part} has {fixed} characters with the policy's fixed texts; at most {most} pass", {
          part: say(part),
          fixed,
          most,
        }),
      ]
    : [];
}

const isName = (name: string): boolean => !/^\d+$/.test(name);
const inBraces = (names: string[]): string => names.map((name) => `{{${name}}}`).join(', ');
const countOf = (count: number): string => (count === 1 ? say('1 value') : say('{count} values', { count }));

/** A wrong number is refused with 132000, a value without the name that it needs with 100. */
function countMismatch(given: string[], needed: string[]): string | undefined {
  if (needed.some(isName)) {
    return say('values by name ({inBraces}), and the policy gives {it}', {
      inBraces: inBraces(needed),
      it: given.length === 0 ? say('none') : say('a list'),
    });
  }
  return given.length === needed.length
    ? undefined
    : say('{count}, and the policy gives {length}', { count: countOf(needed.length), length: given.length });
}

function nameMismatch(given: string[], needed: string[]): string | undefined {
  if (needed.length === 0) return say('no values, and the policy gives {it}', { it: given.join(', ') });
  if (!needed.some(isName))
    return say('values by their order ({inBraces}), and the policy gives names', { inBraces: inBraces(needed) });
  const lacking = needed.filter((name) => !given.includes(name));
  const extra = given.filter((name) => !needed.includes(name));
  if (lacking.length + extra.length === 0) return undefined;
  const parts = [
    lacking.length > 0 && say('lacks {it}', { it: lacking.join(', ') }),
    extra.length > 0 && say('has {it} besides', { it: extra.join(', ') }),
  ];
  return say('{inBraces}; the policy {it}', {
    inBraces: inBraces(needed),
    it: parts.filter(Boolean).join(say(' and ')),
  });
}
