import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { csvOf, documentOf } from '../../src/audit/documents';
import type { PastTicket } from '../../src/audit/facts';
import { addLine, beginFile, readFile } from '../../src/audit/file';
import { pageOf } from '../../src/audit/page/page';
import type { Report } from '../../src/audit/report';
import { textOf } from '../../src/audit/text';
import { english } from '../../src/audit/words/english';
import { spanish } from '../../src/audit/words/spanish';
import type { Card } from '../../src/rates/card';
import type { RateFile } from '../../src/rates/rateFile';
import { at } from '../support/madrid';
import { audited, exampleRates, policyOf, said, ticket } from '../support/pastTickets';

const PLAIN = { bold: (text: string) => text, dim: (text: string) => text };
const folder = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A question on Monday, so a reminder on Tuesday. */
const question = (more: Partial<PastTicket> = {}): PastTicket =>
  ticket([said('customer', 'Mon 09:00'), said('agent', 'Mon 11:00')], [['Mon 11:00', 'pending']], more);

const card = (effective: string, rates: Card['markets'][string]): Card => ({
  ...{ effective, currency: 'EUR', example: false, markets: { Spain: rates } },
});
const ratesOf = (...cards: Card[]): RateFile => ({ path: 'rates.yaml', currency: 'EUR', cards });

const example = { name: 'ventana.yaml', config: policyOf() };
const texts = async (report: Report): Promise<string[]> => [
  ...[english, spanish].map((words) => textOf(report, words, PLAIN)),
  ...(await Promise.all([english, spanish].map((words) => pageOf(report, words, 'https://acme.test/')))),
];

describe('Q73 what it would have cost', () => {
  it("Q73 each message by its customer's country, the sum, and the sum of each purpose", async () => {
    const tickets = [question({ country: 'ES' }), question({ country: 'MX' }), question({ country: 'FR' })];
    const { policies } = await audited(tickets, [example]);
    const [only] = policies;
    expect(only?.sends.map(({ estimate }) => estimate.type)).toEqual(['charged', 'charged', 'unknown']);
    expect(only?.cost).toMatchObject({ micros: 28_500, byDeed: { reminder: 28_500, rescue: 0 }, unknown: 1, free: 0 });
  });

  it('Q73 in text and page, in both languages, with the date of the card, and marked as an example', async () => {
    const report = await audited([question({ country: 'ES' })], [example]);
    const [text, texto, page, pagina] = (await texts(report)).map((it) => it.replaceAll('\u00a0', ' '));
    for (const it of [text, page]) {
      expect(it).toContain('estimated cost: reminders of a question');
      expect(it).toContain('US$0.02');
      expect(it).toContain('an estimate in USD, by Meta’s rate card of 1 Oct 2026');
      expect(it).toContain('EXAMPLE of ten markets');
    }
    for (const it of [texto, pagina]) {
      expect(it).toContain('coste estimado: recordatorios de una pregunta');
      expect(it).toContain('0,02 US$');
      expect(it).toContain('una estimación en USD, con la tarifa de Meta del 1 oct 2026');
      expect(it).toContain('EJEMPLO de diez mercados');
    }
    const own = await audited(
      [question({ country: 'ES' })],
      [example],
      {},
      ratesOf(card('2026-10-01', { utility: 1 })),
    );
    for (const it of await texts(own)) expect(it).not.toMatch(/EXAMPLE|EJEMPLO/);
  });

  it('Q73 in JSON and CSV, each message with its amount and card', async () => {
    const report = await audited([question({ country: 'ES' }), question({ country: 'FR' })], [example]);
    expect(documentOf(report)).toMatchObject({
      rates: { currency: 'USD', cards: [{ effective: '2026-10-01', example: true }] },
      policies: [
        {
          cost: { isEstimate: true, total: 0.02, byDeed: { reminder: 0.02 }, unknown: 1 },
          sends: [
            { estimate: { type: 'charged', amount: 0.02, market: 'Spain', rateCard: '2026-10-01' } },
            { estimate: { type: 'unknown', why: 'noMarket' } },
          ],
        },
      ],
    });
    const rows = csvOf(report).split('\r\n');
    expect(rows[0]).toMatch(/,category,estimated_cost,currency,rate_card$/);
    expect(rows.filter((it) => it.startsWith('would_send')).map((it) => it.split(',').slice(7))).toEqual([
      ['utility', '0.02', 'USD', '2026-10-01 (example)'],
      ['utility', '', '', ''],
    ]);
  });

  it('Q73 of two policies side by side', async () => {
    const marketing = policyOf((text) => text.replace('category: utility', 'category: marketing'));
    const report = await audited([question({ country: 'ES' })], [example, { name: 'next.yaml', config: marketing }]);
    expect(report.policies.map(({ cost }) => cost.micros)).toEqual([20_000, 70_700]);
    expect(textOf(report, english, PLAIN)).toMatch(/US\$0\.02 +US\$0\.0707 +estimated cost in all/);
  });

  it('Q73 by the card of the day, and the first card for what is older', async () => {
    // Tuesday, when the reminder is sent, is after both, between them, and before both.
    const day = (time: string): string => new Date(at(time)).toISOString().slice(0, 10);
    const of = async (...cards: Card[]) => (await audited([question()], [example], {}, ratesOf(...cards))).policies[0]!;
    const [old, next] = [card(day('last Mon 12:00'), { utility: 1 }), card(day('Tue 12:00'), { utility: 2 })];
    expect((await of(old, next)).cost.micros).toBe(2_000_000);
    expect((await of(old, card(day('Wed 12:00'), { utility: 2 }))).cost.micros).toBe(1_000_000);
    const early = await of(card(day('Wed 12:00'), { utility: 2 }));
    expect(early.cost).toMatchObject({ micros: 2_000_000, assumed: { early: 1 } });
  });

  it("Q73 free-form reminders count among the month's 1,000, after those of agents", async () => {
    const freely = { name: 'free.yaml', config: policyOf((text) => text.replace('agentReply\n', 'windowClose\n')) };
    const busy = (count: number, day = 'Mon'): PastTicket =>
      ticket([said('customer', `${day} 08:00`), ...Array.from({ length: count }, () => said('agent', `${day} 10:00`))]);
    const rates = ratesOf(card('2020-01-01', { utility: 1 }), card('2026-10-01', { utility: 1, marketing: 9 }));
    const costOf = async (count: number, day?: string) =>
      (await audited([busy(count, day), question()], [freely], {}, rates)).policies[0]!.cost;
    // The question's own reply is one of them.
    expect(await costOf(998)).toMatchObject({ micros: 0, free: 1, assumed: { allowance: 1 } });
    expect(await costOf(999)).toMatchObject({ micros: 1_000_000, free: 0 });
    // In September: October begins anew.
    expect(await costOf(2_000, 'last Tue')).toMatchObject({ micros: 0, free: 1 });
  });
});

describe('Q73 a template in a window that is about to close', () => {
  it('Q73 is free by a card from before October 2026, and is billed since', async () => {
    const soon = { name: 'soon.yaml', config: policyOf((text) => text.replace('after: 24h', 'after: 23h')) };
    const late = ticket([said('customer', 'Mon 11:00'), said('agent', 'Mon 11:58')], [['Mon 11:58', 'pending']]);
    const costOf = async (effective: string) =>
      (await audited([late], [soon], {}, ratesOf(card(effective, { utility: 1 })))).policies[0];
    expect(await costOf('2026-07-01')).toMatchObject({ categories: { utility: 1 }, cost: { micros: 0, free: 1 } });
    expect(await costOf('2026-10-01')).toMatchObject({ categories: { utility: 1 }, cost: { micros: 1_000_000 } });
  });
});

describe('Q74 what is assumed', () => {
  it("Q74 a file of an older version has no countries: the policy's default counts, and it says so", async () => {
    const path = join(folder, 'old.jsonl');
    beginFile(path, 'acme', 0);
    addLine(path, { ticket: question() });
    const report = await audited(readFile(path)!.tickets, [example]);
    expect(report.policies[0]?.cost).toMatchObject({ micros: 20_000, assumed: { country: 1 } });
    const [text, texto] = await texts(report);
    expect(text).toContain('Where the country of the customer’s number is not known, ES counts (1).');
    expect(texto).toContain('Si no se conoce el país del número del cliente, cuenta ES (1).');
    const known = await audited([question({ country: 'ES' })], [example]);
    for (const it of await texts(known)) expect(it).not.toMatch(/not known, ES counts|cuenta ES/);
  });

  it('Q74 a template without a category counts as utility, and it says so', async () => {
    const silent = policyOf((text) => text.replaceAll(/^ +category: .*\n/gm, ''));
    const report = await audited([question({ country: 'ES' })], [{ name: 'silent.yaml', config: silent }]);
    expect(report.policies[0]).toMatchObject({ categories: { unstated: 1 }, cost: { micros: 20_000 } });
    const [text, texto] = await texts(report);
    expect(text).toContain('count as utility (1)');
    expect(texto).toContain('cuentan como de utilidad (1)');
  });

  it('Q74 says which card would count where nothing was sent', async () => {
    const report = await audited([], [example], {}, exampleRates);
    expect(report.rates.cards).toMatchObject([{ effective: '2026-10-01', example: true }]);
    expect(textOf(report, english, PLAIN)).toContain('US$0.00  estimated cost in all');
  });
});

describe('Y55 a template is priced by the category that WhatsApp has it as', () => {
  const NAME = 'consulta_pendiente';
  const readAs = (category: string, language = 'es') => ({ templates: [{ name: NAME, language, category }] });

  it('Y55 as it was read, whatever the policy says, and the report names it', async () => {
    const report = await audited([question({ country: 'ES' })], [example], readAs('MARKETING'));
    const [only] = report.policies;
    expect(only?.sends).toMatchObject([{ category: 'marketing', categoryFrom: 'whatsapp' }]);
    expect(only?.cost).toMatchObject({ micros: 70_700, categoriesFrom: { whatsapp: 1, policy: 0 } });
    expect(only?.moved).toEqual([{ template: NAME, policy: 'utility', whatsapp: 'marketing' }]);
    const [text, texto, page] = await texts(report);
    for (const it of [text, page]) {
      expect(it).toContain('priced by the category that WhatsApp shows for them (1)');
      expect(it).toContain(`${NAME}: its category is marketing at WhatsApp, utility in ventana.yaml.`);
    }
    expect(texto).toContain(`${NAME}: su categoría es marketing en WhatsApp, utility en ventana.yaml.`);
    expect(documentOf(report)).toMatchObject({
      policies: [{ moved: [{ template: NAME }], cost: { categoriesFrom: { whatsapp: 1 } } }],
    });
  });

  it("Y55 by the policy's where WhatsApp has none of its languages, or could not be asked", async () => {
    for (const more of [{}, readAs('MARKETING', 'pt_BR'), readAs('AUTHENTICATION')]) {
      const report = await audited([question({ country: 'ES' })], [example], more);
      const [only] = report.policies;
      expect(only?.cost).toMatchObject({ micros: 20_000, categoriesFrom: { whatsapp: 0, policy: 1 } });
      expect(only?.moved).toEqual([]);
      expect(textOf(report, english, PLAIN)).toContain(
        'Where WhatsApp showed none, the category in the policy counts (1)',
      );
    }
  });

  it('Y55 where both say the same, nothing is to be told', async () => {
    const { policies } = await audited([question({ country: 'ES' })], [example], readAs('UTILITY'));
    expect(policies[0]).toMatchObject({ moved: [], cost: { micros: 20_000, categoriesFrom: { whatsapp: 1 } } });
  });

  it('Y55 the file keeps what was read last, also where it cannot be read again', () => {
    const path = join(folder, 'templates.jsonl');
    beginFile(path, 'acme', 0);
    expect(readFile(path)).not.toHaveProperty('templates');
    addLine(path, { templates: readAs('UTILITY').templates });
    addLine(path, { templates: readAs('MARKETING').templates });
    addLine(path, { templates: null });
    expect(readFile(path)?.templates).toEqual(readAs('MARKETING').templates);
  });
});
