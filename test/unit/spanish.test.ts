/** J47: `status` and `doctor` in the language of the terminal. That a sentence has its Spanish, tsc holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { languageOf } from '../../src/language/locale';
import { speak } from '../../src/language/say';
import { spanish } from '../../src/language/spanish/spanish';
import { type Check, problem } from '../../src/operator/doctor/check';
import { foldedSkips } from '../../src/operator/doctor/folded';
import { examine } from '../../src/operator/doctor/internal/examine';
import { reportOf, summaryOf } from '../../src/operator/doctor/report';
import { statusWords } from '../../src/operator/status/internal/statusWords';
import { REMEDIES } from '../../src/reasons/remedies';
import { detailsOf } from '../../workflows/details';
import { newConversation } from '../../workflows/core/conversation';
import { customer, given } from '../support/given';

const ROOT = resolve(__dirname, '../..');
const inSpanish: Readonly<Record<string, string>> = spanish;
const holesIn = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

/** The calls in a file, by the name of what is called, with their first argument. */
function calls(file: string): { name: string; first: ts.Expression }[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: { name: string; first: ts.Expression }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments[0])
      found.push({ name: node.expression.getText(), first: node.arguments[0] });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

afterEach(() => speak('en'));

describe('the language of a terminal', () => {
  it.each([
    [{ LANG: 'es_ES.UTF-8' }, 'es'],
    [{ LANG: 'es' }, 'es'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'es_MX' }, 'es'],
    [{ LANG: 'es_ES.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'es_ES.UTF-8', LC_MESSAGES: 'en_GB' }, 'en'],
    [{ LANG: 'es_ES.UTF-8', LC_ALL: '' }, 'es'],
    [{ LANG: 'est_EE' }, 'en'],
    [{}, 'en'],
  ])('J47 of %j is %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });
});

describe('J47 the Spanish', () => {
  it('has the holes of the English, in each sentence, and is another text', () => {
    const wrong = Object.entries(inSpanish).filter(([en, es]) => String(holesIn(en)) !== String(holesIn(es)));
    expect(wrong).toEqual([]);
    const alike = Object.entries(inSpanish).filter(([en, es]) => en === es);
    // Names, and what is only names and holes.
    expect(alike.map(([en]) => en).sort()).toEqual(
      ['**[Ticket {ticketId}]({url})**', '**[Ticket {ticketId}]({ticketUrl})**: {stage}', 'Macro', 'Sunshine']
        .concat(['Temporal', 'Workers', '{it} min', '{whole} min'])
        .sort(),
    );
  });

  it("is there for all that the page of a ticket's run says", () => {
    const said = ['details.ts', 'words.ts'].flatMap((file) =>
      calls(join(ROOT, 'workflows', file))
        .filter(({ name, first }) => name === 'say' && ts.isStringLiteralLike(first))
        .map(({ first }) => (first as ts.StringLiteralLike).text),
    );
    expect(said.length).toBeGreaterThan(50);
    // What only the page of the account's turns says, which no command shows.
    const turns =
      /waiting for a turn|per minute|lanes|Sending is paused|last 24 hours|Notifications in|next attempt at|room for the next at|with error|^template "|all messages from|^message "/;
    expect(said.filter((it) => !(it in inSpanish) && !turns.test(it))).toEqual([]);
  });

  it("is there for the actions, the failures and the reasons of a run's page, which are said by their value", () => {
    const values = (file: string, name: string): string[] => {
      const [, list = ''] =
        new RegExp(`const ${name}: [^{]*\\{([\\s\\S]*?)\\n\\};`).exec(readFileSync(join(ROOT, file), 'utf8')) ?? [];
      return [...list.matchAll(/: (?:'([^']+)'|"([^"]+)")/g)].map(([, one, two]) => one ?? two ?? '');
    };
    const said = [...values('workflows/words.ts', 'actions'), ...values('workflows/details.ts', 'reasons')];
    expect(said.length).toBeGreaterThan(25);
    expect([...said, ...Object.values(REMEDIES)].filter((it) => !(it in inSpanish))).toEqual([]);
  });

  it('is not forgotten by a check of doctor: each finding and each title is said', () => {
    const folder = join(ROOT, 'src/operator/doctor');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'));
    const unsaid = files.flatMap((file) =>
      calls(join(folder, file))
        .filter(({ name, first }) => /^(ok|warning|problem|skipped)$/.test(name) && ts.isStringLiteralLike(first))
        .map(({ first }) => `${file}: ${first.getText()}`),
    );
    expect(unsaid).toEqual([]);
  });
});

describe('J47 in Spanish', () => {
  const { conversation } = given(customer('Mon 09:00')).until('Mon 10:00');

  it('status says where a ticket stands, what comes next, and why not', () => {
    const c = conversation ?? newConversation('12', 0);
    const english = detailsOf(c, 'https://acme.zendesk.com/agent/tickets/12');
    speak('es');
    const words = detailsOf(c, 'https://acme.zendesk.com/agent/tickets/12');
    expect(words).toContain('Última palabra: **cliente**');
    expect(words).toMatch(/\*\*Próximo\*\*: avisar al agente de que se cierra la ventana, \d{4}-/);
    expect(words).toContain('- Recordatorio: no: ');
    expect(words.split('\n').length).toBe(english.split('\n').length);
    expect(words).not.toMatch(/\b(the|is|none|ticket is|Next)\b/);
    speak('en');
    expect(detailsOf(c, 'https://acme.zendesk.com/agent/tickets/12')).toBe(english);
  });

  it('status says what would start a run, and that one ended', () => {
    speak('es');
    expect(statusWords('12', 'https://x', undefined)).toMatch(/Ventana no lo vigila[^]*\*\*Qué hace que empiece\*\*/);
    const conversation = { ...newConversation('12', 0), stage: 'ended', reason: 'closed' } as never;
    const run = { open: false, startedAt: 0, outcome: 'completed', shown: {}, conversation };
    expect(statusWords('12', 'https://x', run)).toMatch(/La ejecución terminó: cerrado[^]*La ejecución terminó\./);
  });

  it('doctor says what was found, what was not checked, and how many of each', async () => {
    speak('es');
    const check = (title: string, run: Check['run'], needs: string[] = []): Check => ({ id: title, title, run, needs });
    const results = await examine([
      check('A', () => problem('no', 'Haz algo.')),
      ...['B', 'C'].map((it) => check(it, () => problem('no', ''), ['A'])),
    ]);
    expect(foldedSkips(results)).toEqual(['Sin comprobar, por A: B, C.']);
    expect(summaryOf(reportOf(results, false))).toBe('1 problema, 2 sin comprobar, 0 bien');
  });
});
