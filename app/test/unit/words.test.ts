import { describe, expect, it } from 'vitest';
import { waitingCodes } from '../../../src/reasons/waiting';
import { reasonCodes } from '../../../workflows/core/reasons';
import type { ActionView } from '../../../src/service/app/view';
import { titleOf, titleOfSent } from '../../src/actions';
import { claimsFor } from '../../src/service';
import { duration, timesIn } from '../../src/times';
import { en } from '../../src/words/en';
import { es } from '../../src/words/es';
import { failureWords, metaWords, wordsFor } from '../../src/words/words';

/** Each text by its place; a function by what it makes of plain arguments. */
function texts(words: object, place = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(words) as [string, unknown][]) {
    const at = `${place}.${name}`;
    if (typeof value === 'string') found.set(at, value);
    else if (typeof value === 'function') found.set(at, String((value as (...all: string[]) => string)('2', '3')));
    else if (typeof value === 'object' && value !== null)
      for (const [key, text] of texts(value, at)) found.set(key, text);
  }
  return found;
}

describe('Z22 a proactive message', () => {
  const named = (title?: string) => ({ name: 'price_change', ...(title !== undefined && { title }) });

  it('Z22 has the title that the policy gives it, on its button and where it was sent; else its name', () => {
    expect(titleOf(named('Avisar de precios'), es)).toBe('Avisar de precios');
    expect(titleOf(named(), es)).toBe('Enviar «price change»');
    expect(titleOf({ name: 'reopening' }, es)).toBe(es.actions.reopening);
    const actions = [named('Avisar de precios')] as ActionView[];
    expect(titleOfSent('price_change', actions)).toBe('Avisar de precios');
    expect(titleOfSent('gone_since', actions)).toBe('gone since');
  });
});

describe('J30 the words', () => {
  it('J30 are there in English and in Spanish, and differ', () => {
    const [english, spanish] = [texts(en), texts(es)];
    expect([...spanish.keys()]).toEqual([...english.keys()]);
    const same = [...english].filter(([key, text]) => text !== '' && spanish.get(key) === text).map(([key]) => key);
    expect(same).toEqual(['.next.not', '.foot.version']);
  });

  it('J30 word every code of the service', () => {
    for (const { codes } of [en, es]) {
      expect(Object.keys(codes.reasons).sort()).toEqual([...reasonCodes].sort());
      expect(Object.keys(codes.waiting).sort()).toEqual([...waitingCodes].sort());
    }
  });

  it('J30 follow the agent’s locale', () => {
    expect(['es', 'es-ES', 'es-419'].map(wordsFor)).toEqual([es, es, es]);
    expect(['en-US', 'fr', 'est', ''].map(wordsFor)).toEqual([en, en, en, en]);
  });

  it('J30 say what Meta’s codes mean, and show an unknown code as it is', () => {
    expect(metaWords('es', 132015)).toContain('WhatsApp no acepta');
    const voice = { words: en, times: timesIn('en-GB', 'UTC'), language: 'en' } as const;
    expect(failureWords(voice, { code: 'refused', error: 131026 })).toContain('cannot receive WhatsApp messages');
    expect(failureWords(voice, { code: 'somethingNew' })).toBe('somethingNew');
  });
});

describe('J30 times', () => {
  const now = Date.parse('2026-10-06T09:06:00Z');
  const at = (locale: string, iso: string) => timesIn(locale, 'Europe/Madrid').at(Date.parse(iso), now);

  it('J30 stand in the agent’s zone and language', () => {
    expect(at('en-GB', '2026-10-06T16:00:00Z')).toBe('today at 18:00');
    expect(at('es', '2026-10-06T16:00:00Z')).toBe('hoy a las 18:00');
    expect(at('en-GB', '2026-10-09T16:00:00Z')).toBe('Fri 18:00');
    expect(at('es', '2026-10-09T16:00:00Z')).toBe('el viernes a las 18:00');
    expect(at('en-GB', '2026-10-24T16:00:00Z')).toBe('24 Oct, 18:00');
    expect(at('en-GB', '2026-10-06T22:30:00Z')).toBe('tomorrow at 00:30');
  });

  it('J30 count down to the second at the end', () => {
    const left = [312 * 60_000, 26 * 3_600_000, 12 * 60_000, 125_000, 4_000, -1].map(duration);
    expect(left).toEqual(['5 h 12 min', '1 d 2 h', '12 min', '2 min 5 s', '4 s', '0 s']);
  });
});

it('J37 the token’s claims are those that the service wants', () => {
  expect(claimsFor('Acme')).toEqual({ iss: 'ventana-app', aud: 'ventana:acme' });
});
