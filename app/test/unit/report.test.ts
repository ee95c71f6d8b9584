import { describe, expect, it } from 'vitest';
import { figuresIn } from '../../src/figures';
import { pauseOf } from '../../src/pace';
import { changesOf, csvName, notesOf, verdictOf } from '../../src/report';
import { enReport } from '../../src/words/enReport';
import { esReport } from '../../src/words/esReport';
import { exampleReport } from '../support/report';

const english = figuresIn('en-GB');
const { experiment } = exampleReport();
const verdict = (changes: Partial<NonNullable<typeof experiment>>): string =>
  verdictOf({ ...experiment!, ...changes }, enReport, english);

describe('Y45 the verdict on reminders', () => {
  it('Y45 says yes only where it is shown, and no where they do harm', () => {
    expect(verdict({})).toMatch(/^Yes\..*about 11 .*between 7 and 15/);
    expect(verdict({ difference: { value: -0.1, low: -0.15, high: -0.05 } })).toMatch(/^No.*about 10 fewer.*5 and 15/);
  });

  it('Y45 says not shown, and how many questions would show it, or that there is no difference', () => {
    const unsure = { isShown: false, difference: { value: 0.01, low: -0.02, high: 0.04 } };
    expect(verdict({ ...unsure, needed: 1_200 })).toMatch(/^Not shown: .* 1,200 more questions/);
    expect(verdict(unsure)).toMatch(/^Not shown: so far/);
    const { difference: _, ...early } = experiment!;
    expect(verdictOf({ ...early, isShown: false }, enReport, english)).toMatch(/^Not known yet/);
    expect(verdictOf(null, esReport, figuresIn('es'))).toMatch(/^No se sabe: no hay ningún experimento/);
  });
});

describe('Y45 money', () => {
  it('Y45 is an estimate, with the date of its card; without a card there is none', () => {
    expect(notesOf(exampleReport(), esReport, figuresIn('es')).join(' ')).toContain('tarifa de Meta del 1 de octubre');
    const bare = notesOf(exampleReport({ card: null }), enReport, english).join(' ');
    expect(bare).toContain('There is no rate card');
    expect(bare).not.toMatch(/estimate|free/);
  });

  it('Y45 shows small amounts with all that a rate has', () => {
    expect(english.money(8_500, 'USD')).toBe('US$0.0085');
    expect(english.money(1_234_567_000, 'EUR')).toBe('€1,234.57');
    expect(figuresIn('es').money(1_234_567_000, 'EUR')).toMatch(/^1\.234,57\s€$/);
  });

  it('Y45 days are those of UTC, whatever the reader’s zone', () => {
    expect([english.day('2026-11-23'), english.date('2026-11-23T00:00:00.000Z')]).toEqual([
      '23 Nov',
      '23 November 2026',
    ]);
    expect(csvName('acme', '2026-11-26T09:00:00.000Z')).toBe('ventana-acme-2026-11-26.csv');
  });
});

describe('Y58 templates that Meta has changed', () => {
  it('Y58 a sentence for each, with what it costs now, in both languages', () => {
    expect(changesOf(exampleReport(), enReport, english)).toEqual([
      '20 November 2026, consulta_pendiente (Spanish): category utility became marketing. It costs 3.5 times as much in Spain.',
      '24 November 2026, consulta_pendiente (Spanish): quality GREEN became RED.',
    ]);
    expect(changesOf(exampleReport(), esReport, figuresIn('es'))[0]).toBe(
      '20 de noviembre de 2026, consulta_pendiente (español): categoría utility pasó a marketing. Cuesta 3,5 veces lo de antes en España.',
    );
  });

  it('Y58 nothing where there are none, and where an older service does not tell', () => {
    expect(changesOf(exampleReport({ templates: [] }), enReport, english)).toEqual([]);
    expect(changesOf({}, enReport, english)).toEqual([]);
  });

  it('Y58 the notes say by whose category templates were priced', () => {
    const notes = notesOf(exampleReport(), enReport, english).join(' ');
    expect(notes).toContain('showed when they were sent (17,800), or else by the one in the policy (900)');
    const none = exampleReport({ categories: { seen: 0, policy: 0, neither: 0 } });
    expect(notesOf(none, enReport, english).join(' ')).not.toContain('WhatsApp showed');
  });
});

describe('Y44 the report’s pace', () => {
  it('Y44 asks every five minutes, sooner after a failure, and never while it is hidden', () => {
    const situation = { visible: true, idleMs: 0, following: false, failures: 0, report: true };
    expect(pauseOf(situation)).toBe(300_000);
    expect(pauseOf({ ...situation, failures: 1 })).toBe(10_000);
    expect(pauseOf({ ...situation, visible: false })).toBe(Infinity);
  });
});
