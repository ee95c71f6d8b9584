/** What the report tells besides: languages, solved tickets, and templates that Meta has changed. */
import { describe, expect, it } from 'vitest';
import type { OutreachTable } from '../../src/ledger/schema';
import type { TemplateState } from '../../src/ledger/templateChanges';
import { documentOf } from '../../src/report/documents';
import { sumOf } from '../../src/report/summary';
import { textOf } from '../../src/report/text';
import { english } from '../../src/report/words/english';
import { spanish } from '../../src/report/words/spanish';
import type { Words } from '../../src/report/words/words';
import { at, DAY, HOUR, plain, report, sent, solvedAt, span } from '../support/reportRows';

describe('Y28 the report of languages and of what was solved', () => {
  const early = at('2026-11-10T10:00');
  const solved = (more: Partial<OutreachTable>) =>
    report([sent({ due_at: early, ...more })]).then(({ lines }) => sumOf(lines));

  it('counts a message whose ticket was solved after it and was not reopened for seven days', async () => {
    expect(await solved(solvedAt(early + HOUR))).toMatchObject({ solved: 1, solvedAnswered: 0 });
    expect(await solved(solvedAt(early + HOUR, { reopened_at: early + HOUR + 7 * DAY }))).toMatchObject({ solved: 1 });
    expect(await solved(solvedAt(early + HOUR, { reopened_at: early + HOUR + 7 * DAY - 1 }))).toMatchObject({
      solved: 0,
    });
  });

  it('tells apart what was solved after an answer', async () => {
    expect(await solved(solvedAt(early + HOUR, { answered_at: early + HOUR }))).toMatchObject({ solvedAnswered: 1 });
    expect(await solved(solvedAt(early + HOUR, { answered_at: early + HOUR + 1 }))).toMatchObject({
      solvedAnswered: 0,
    });
  });

  it('counts none before the seven days are over, and none that was not sent', async () => {
    expect(await solved(solvedAt(span.until - 7 * DAY))).toMatchObject({ solved: 1 });
    expect(await solved(solvedAt(span.until - 7 * DAY + 1))).toMatchObject({ solved: 0 });
    expect(await solved(solvedAt(early, { sent_at: null, arm: 'holdout' }))).toMatchObject({ solved: 0 });
  });

  it.each([
    [english, 'By language', 'not known', /es +1 +1 /],
    [spanish, 'Por idioma', 'sin dato', /es +1 +1 /],
  ])(
    'has a row for each language, in words of $locale, also for one that is not known',
    async (words, title, none, es) => {
      const rows = [sent({ due_at: early, ...solvedAt(early + HOUR) }), sent({ language: 'pt_BR' })];
      const text = textOf(await report([...rows, sent({ language: null })]), words, plain);
      const [, table = ''] = text.split(`${title}
`);
      expect(table).toMatch(es);
      expect(table).toMatch(/pt_BR +1 +1 /);
      expect(table).toMatch(new RegExp(`${none} +1 +1 `));
      expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
    },
  );

  it('has no such table where no language is known', async () => {
    expect(textOf(await report([sent({ language: null })]), english, plain)).not.toContain('By language');
  });
});

describe('Y51 what Meta has changed of the templates', () => {
  const state = (seen: string, changes: Partial<TemplateState> = {}): TemplateState => ({
    ...{ name: 'consulta_pendiente', language: 'es', seen_at: at(seen), status: 'APPROVED' },
    ...{ category: 'UTILITY', quality: 'GREEN' },
    ...changes,
  });
  const textIn = async (words: Words, ...states: TemplateState[]): Promise<string> =>
    textOf(await report([], [], states), words, plain);
  const marketing = [state('2026-10-20T10:00'), state('2026-11-12T10:00', { category: 'MARKETING' })];

  it('utility became marketing: so many times the cost in the country of the policy, by the rate card', async () => {
    expect(await textIn(english, ...marketing)).toContain(
      '- 12 November 2026, consulta_pendiente (es): utility became marketing, 3.5 times the cost in Spain',
    );
    expect(await textIn(english, ...marketing)).toContain('That card is an example');
    expect(await textIn(spanish, ...marketing)).toContain(
      '- 12 de noviembre de 2026, consulta_pendiente (es): de utility a marketing, 3,5 veces el coste en España',
    );
  });

  it('quality and status are told as Meta says them, and a category without a known price as it is', async () => {
    const text = await textIn(
      english,
      ...[state('2026-10-20T10:00'), state('2026-11-12T10:00', { quality: 'RED', status: 'PAUSED' })],
      state('2026-11-13T10:00', { quality: 'RED', category: 'OTHER' }),
    );
    for (const line of ['quality GREEN became RED', 'status APPROVED became PAUSED', 'category utility became other'])
      expect(text).toContain(`consulta_pendiente (es): ${line}\n`);
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
  });

  it('is told of this time only; what is known of a template first is no change', async () => {
    const before = [state('2026-10-01T10:00'), state('2026-10-20T10:00', { category: 'MARKETING' })];
    expect(await textIn(english, ...before)).not.toContain('What Meta has changed');
    expect(await textIn(english, state('2026-11-12T10:00'))).not.toContain('What Meta has changed');
  });

  it('is JSON with each change, its price, and how the templates are now', async () => {
    expect(documentOf(await report([], [], marketing))).toMatchObject({
      templates: {
        changes: [
          {
            ...{ at: '2026-11-12T10:00:00.000Z', name: 'consulta_pendiente', language: 'es', what: 'category' },
            ...{ from: 'UTILITY', to: 'MARKETING', isWorse: true, costs: { times: 3.535, country: 'ES' } },
          },
        ],
        now: [{ category: 'MARKETING', status: 'APPROVED', quality: 'GREEN', since: '2026-11-12T10:00:00.000Z' }],
      },
    });
  });
});
