/** By which category the report prices a template. */
import { describe, expect, it } from 'vitest';
import type { OutreachTable } from '../../src/ledger/schema';
import type { TemplateState } from '../../src/ledger/templateChanges';
import { documentOf } from '../../src/report/documents';
import { textOf } from '../../src/report/text';
import { english } from '../../src/report/words/english';
import { spanish } from '../../src/report/words/spanish';
import { DAY, due, HOUR, plain, report, sent } from '../support/reportRows';

const state = (seen_at: number, category: string | null, more: Partial<TemplateState> = {}): TemplateState => ({
  ...{ name: 'consulta_pendiente', language: 'es', seen_at, status: 'APPROVED', category, quality: null },
  ...more,
});
const reminder = (changes: Partial<OutreachTable> = {}): OutreachTable =>
  sent({ template: 'consulta_pendiente', ...changes });
const UTILITY = 20_000;
const MARKETING = 70_700;

describe('Y54 the report prices a template by what WhatsApp had it as when it was sent', () => {
  it('Y54 before and after Meta has changed its category', async () => {
    const states = [state(due - 2 * DAY, 'UTILITY'), state(due, 'MARKETING')];
    const { parts, categories } = await report(
      [reminder({ sent_at: due - 1 }), reminder({ sent_at: due })],
      [],
      states,
    );
    expect(parts).toMatchObject([
      { category: 'marketing', delivered: 1, costMicros: MARKETING },
      { category: 'utility', delivered: 1, costMicros: UTILITY },
    ]);
    expect(categories).toEqual({ seen: 2, policy: 0, neither: 0 });
  });

  it("Y54 by the policy's where WhatsApp was not asked before, of another language or template, and of a text", async () => {
    const rows = [
      reminder({ sent_at: due - DAY }),
      reminder({ language: 'en' }),
      reminder({ template: 'otra' }),
      reminder({ template: null }),
      reminder({ template: null, category: null }),
      sent({ rendition: 'text', category: 'service', template: null }),
    ];
    const { parts, categories } = await report(rows, [], [state(due - HOUR, 'MARKETING')]);
    expect(categories).toEqual({ seen: 0, policy: 4, neither: 1 });
    expect(parts.map(({ category, delivered }) => [category, delivered])).toEqual(
      expect.arrayContaining([
        ['utility', 4],
        [null, 1],
        ['service', 1],
      ]),
    );
  });

  it('Y54 a template that has gone missing keeps the category that was last known', async () => {
    const states = [state(due - 2 * DAY, 'MARKETING'), state(due - DAY, 'MARKETING', { status: 'MISSING' })];
    expect((await report([reminder()], [], states)).parts).toMatchObject([{ category: 'marketing' }]);
    expect((await report([reminder()], [], [state(due - DAY, null)])).parts).toMatchObject([{ category: 'utility' }]);
  });

  it('Y54 the report says which it used, in both languages and in JSON', async () => {
    const rows = [reminder(), reminder({ template: 'otra' }), reminder({ template: null, category: null })];
    const made = await report(rows, [], [state(due - DAY, 'MARKETING')]);
    const said = textOf(made, english, plain);
    expect(said).toContain('Templates priced by the category that WhatsApp showed when they were sent: 1.');
    expect(said).toContain('By the category in the policy, as WhatsApp had not been asked yet: 1.');
    expect(said).toContain('As utility, as nothing says their category: 1.');
    expect(textOf(made, spanish, plain)).toContain('la categoría que WhatsApp mostraba al enviarlas: 1.');
    expect(documentOf(made)).toMatchObject({ categories: { seen: 1, policy: 1, neither: 1 } });
    expect(textOf(await report([]), english, plain)).not.toMatch(/priced by|utility/);
  });
});
