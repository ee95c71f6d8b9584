import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import { chooseLanguage } from '../../activities/language';
import { firstName, personName } from '../../activities/personName';
import { render } from '../../activities/render';
import { cleanValue, cut, fitTogether } from '../../activities/values';

const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
const family = '👨‍👩‍👧‍👦';
const code = (...points: number[]): string => String.fromCodePoint(...points);

describe('T1 a value of a template', () => {
  it.each([
    ['a line break', 'a\nb', 'a b'],
    ['a line break of Windows', 'a\r\nb', 'a b'],
    ['a line separator', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['a tab', 'a\tb', 'a b'],
    ['spaces', 'a      b', 'a b'],
    ['spaces of any width', 'a\u00a0\u2003\u3000b', 'a b'],
    ['space around it', '  a  ', 'a'],
    ['other control characters', 'a\u0000b\u001bc', 'a b c'],
    ['zero-width marks', 'a\u200bb\u2060c\ufeffd', 'abcd'],
    ['direction marks', '\u200fa\u200e \u202ab\u202e \u2066c\u2069', 'a b c'],
    ['soft hyphens', 'con\u00adsulta', 'consulta'],
    ['joiners between letters that do not join', 'a\u200db\u200cc', 'abc'],
    ['a joiner without an emoji after it', '☺\u200d', '☺'],
    ['letters that are drawn as nothing', 'a\u3164\u2800b', 'a b'],
    ['half of a character', `a${'😀'.slice(0, 1)}b`, 'ab'],
    ['invisible copies of letters', `a${code(0xe0041, 0xe0042)}b`, 'ab'],
  ])('has no %s', (_what, text, clean) => {
    expect(cleanValue(text)).toBe(clean);
  });

  it.each([
    ['the joiners of an emoji', family],
    ['of one with a colour', '👩🏽‍🦰 👩‍🚀'],
    ['the form of an emoji', '❤️ ☎️'],
    ['the letters of a flag', code(0x1f3f4, 0xe0067, 0xe0062, 0xe0073, 0xe0063, 0xe0074, 0xe007f)],
    ['joiners that Persian needs', 'می‌خواهم'],
    ['that Hindi needs', 'क्‍ष'],
    ['that Malayalam needs at the end of a word', 'ന്‍'],
    ['accents written apart', 'Jose\u0301'],
  ])('keeps %s', (_what, text) => {
    expect(cleanValue(text)).toBe(text);
  });

  it.each(['', ' ', '\n\t', '\u200e\u200b', '\ufe0f', '\u3164', '\u2800 \u00ad', '\u200d'])(
    'is empty if nothing can be seen: %j',
    (text) => {
      expect(cleanValue(text)).toBe('');
    },
  );
});

describe('T2 a value that is too long', () => {
  it('is cut with an ellipsis, and no longer than allowed', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('abcd', 4)).toBe('abcd');
    expect(cut('ab cdef', 4)).toBe('ab…');
    expect(cut('abcdef', 4, '')).toBe('abcd');
  });

  it.each([family, '😀', '🇪🇸', 'e\u0301', '각'])('is never cut inside %s', (whole) => {
    for (let limit = 1; limit < 40; limit++) {
      const kept = cut(whole.repeat(20), limit);
      expect(kept.length).toBeLessThanOrEqual(limit);
      expect(graphemes(kept.replace('…', '')).every((it) => it === whole)).toBe(true);
    }
  });

  it('gives way before shorter ones: the longest are cut to one length', () => {
    const [a, b, c] = fitTogether(['a', 'b'.repeat(30), 'c'.repeat(50)], 41);
    expect([a, b, c]).toEqual(['a', `${'b'.repeat(19)}…`, `${'c'.repeat(19)}…`]);
    expect(fitTogether(['a', 'b'], 2)).toEqual(['a', 'b']);
  });

  it('keeps together what has room, whatever the lengths', () => {
    for (let room = 6; room < 200; room += 7) {
      for (const lengths of [[300], [3, 300], [300, 3, 150], [60, 60, 60], [1, 1, 1, 1, 1, 400]]) {
        const fitting = fitTogether(
          lengths.map((it) => 'x'.repeat(it)),
          room,
        );
        expect(fitting.join('').length).toBeLessThanOrEqual(room);
      }
    }
  });
});

describe('T3 the first name', () => {
  it.each([
    ['🌸 Ana', 'Ana'],
    ['🌸Ana🌸', 'Ana'],
    ['❤️Ana', 'Ana'],
    ['🇪🇸 Ana', 'Ana'],
    ['👩🏽‍🚀 Ana', 'Ana'],
    ['~Ana~', 'Ana'],
    ['*Ana* María', 'Ana'],
    ['«Ana»', 'Ana'],
    ['\u200f\u200eAna\u2069', 'Ana'],
    ['Dr. Ana Ruiz', 'Ana'],
    ['Sra Ana', 'Ana'],
    ['D. Juan', 'Juan'],
    ['J. Ana García', 'Ana'],
    ['1º Ana', 'Ana'],
    ['ANA MARIA', 'ANA'],
    ['Ana-María López', 'Ana-María'],
    ["O'Brien", "O'Brien"],
    ['García, Ana', 'García'],
    ['Ñusta', 'Ñusta'],
    ['李小龙', '李小龙'],
    ['محمد علی', 'محمد'],
    ['Dr.', 'Dr.'],
    ['Ana 1234', 'Ana'],
  ])('of %s is %s', (name, first) => {
    expect(firstName(name)).toBe(first);
  });

  it.each([
    ...['+34 600 111 222', '34600111222', '600-111-222 casa', 'Ana 600 111 222', '٠٦٠٠١١١٢٢٢ ليلى'],
    ...['🌸', '🌸🌸', '.', '', ' ', '\u3164', '1º', '👩‍🚀', 'ana@example.com', 'https://example.com'],
  ])('of %j is none', (name) => {
    expect(firstName(name)).toBeUndefined();
  });

  it('is not all of the name: that keeps its emoji, and an address is a name', () => {
    expect(personName(' 🌸  Ana \n Ruiz')).toBe('🌸 Ana Ruiz');
    expect(personName('ana@example.com')).toBe('ana@example.com');
    expect(personName('🌸 600 111 222')).toBeUndefined();
  });
});

describe('T4 the language', () => {
  it.each([
    ['exactly', ['es', 'es_MX'], 'es-mx', 'es_MX'],
    ['whatever case and separator', ['en', 'PT-br'], 'pt_BR', 'PT-br'],
    ['then the base language', ['es_ES', 'es'], 'es-419', 'es'],
    ['then any variant', ['es', 'en_US'], 'en-GB', 'en_US'],
    ['a variant of the base alone', ['en', 'pt_BR'], 'pt', 'pt_BR'],
    ['a variant where the customer names a region of regions', ['en', 'es_MX'], 'es-419', 'es_MX'],
    ['the usual variant first', ['en', 'pt_PT', 'pt_BR'], 'pt', 'pt_BR'],
    ['then the first', ['en', 'es'], 'fr', 'en'],
    ['the first without a locale', ['es', 'en'], undefined, 'es'],
    ['the first for what is none', ['es', 'en'], '%%', 'es'],
    ['Chinese as Taiwan writes it', ['en', 'zh_CN', 'zh_TW'], 'zh-Hant', 'zh_TW'],
    ['as China writes it', ['zh_TW', 'zh_CN'], 'zh-Hans', 'zh_CN'],
    ['as Hong Kong writes it', ['zh_CN', 'zh_TW', 'zh_HK'], 'zh-hant-hk', 'zh_HK'],
    ['by the writing, not by the order', ['zh_CN', 'zh_TW'], 'zh-hk', 'zh_TW'],
    ['Hebrew by its old code', ['en', 'he'], 'iw', 'he'],
    ['Norwegian', ['en', 'nb'], 'no', 'nb'],
    ['Filipino', ['en', 'fil'], 'tl', 'fil'],
    ['Indonesian by its old code', ['en', 'id'], 'in', 'id'],
  ])('is chosen %s', (_how, available, locale, language) => {
    expect(chooseLanguage(available, locale)).toBe(language);
  });
});

describe('what is rendered', () => {
  const deps = { hours: {}, now: () => 0 } as unknown as Dependencies;
  const subjects = (subject: string) => ({
    ticket: { id: '100', subject } as Parameters<typeof render>[3]['ticket'],
    requester: { id: '1', name: '🌸 Ana' },
  });
  const template = { name: 'aviso', languages: ['es'], parameters: ['{{ticket.subject}}'] };

  it.each([
    ['a\nb', 'a b'],
    ['a\tb', 'a b'],
    ['a      b', 'a b'],
  ])('T1 %j as %j', async (subject, value) => {
    expect(await render(deps, { template }, 'template', subjects(subject))).toMatchObject({ parameters: [value] });
  });

  it('T1 P6 not at all, if the value has nothing to see and there is no fallback', async () => {
    const sent = render(deps, { template }, 'template', subjects('\u200b\n'));
    await expect(sent).rejects.toMatchObject({ placeholder: 'ticket.subject' });
  });

  it('T2 so that 3,000 characters leave room for a body of which nothing is known', async () => {
    const content = await render(deps, { template }, 'template', subjects('palabra '.repeat(375)));
    expect(content).toMatchObject({ parameters: [expect.stringMatching(/^.{500,511}…$/)] });
  });

  it('T2 with a free-form text whose values are cut, and whose own words and lines stay', async () => {
    const text = { es: 'Sobre «{{ticket.subject}}»:\n\n¿seguimos?' };
    const content = await render(deps, { template, text }, 'text', subjects('palabra '.repeat(1_000)));
    const sent = content.type === 'text' ? content.text : '';
    expect(sent.length).toBeLessThanOrEqual(4_096);
    expect(sent).toMatch(/^Sobre «.*…»:\n\n¿seguimos\?$/);
  });

  it('T1 P6 not at all, if a code has neither letters nor digits', async () => {
    const coded = { ...template, buttons: [{ index: 0, code: '{{ticket.subject}}' }] };
    const sent = render(deps, { template: coded }, 'template', subjects('¿¡!?'));
    await expect(sent).rejects.toMatchObject({ placeholder: 'buttons[0].code' });
  });

  it('T5 with header, names and buttons, an address encoded', async () => {
    const whole = {
      ...template,
      header: { text: { caso: '{{ticket.id}}' } },
      parameters: { nombre: '{{requester.firstName}}' },
      buttons: [{ index: 1, url: 'casos/{{ticket.subject}}' }],
    };
    expect(await render(deps, { template: whole }, 'template', subjects('a/b ñ'))).toEqual({
      type: 'template',
      name: 'aviso',
      language: 'es',
      header: { text: { caso: '100' } },
      parameters: { nombre: 'Ana' },
      buttons: [{ index: 1, url: 'casos/a%2Fb%20%C3%B1' }],
    });
  });
});
