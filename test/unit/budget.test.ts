/** The policy's budget and the team's rate cards. Rows Q79 to Q82 of docs/behaviour.md. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import { priced } from '../../activities/prices';
import { costsOf, monthEnds } from '../../src/budget/costs';
import { followRates } from '../../src/budget/followRates';
import { rateProblems } from '../../src/budget/rateProblems';
import { parsePolicy } from '../../src/policy/policy';
import { createLivePolicy } from '../../src/policy/internal/livePolicy';
import { type RateFile, readRates } from '../../src/rates/rateFile';
import { RATES, withBudget } from '../support/budgetPolicy';

const EXAMPLE = resolve(__dirname, '../../ventana.example.yaml');
const example = readFileSync(EXAMPLE, 'utf8');
const budgeted = (budget?: string): string => withBudget(example, budget);

let folder: string;
let policyPath: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ventana-budget-'));
  policyPath = join(folder, 'ventana.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const parsed = (text: string) => {
  const policy = parsePolicy(text, policyPath);
  if ('problems' in policy) throw new Error(policy.problems.map(({ message }) => message).join());
  return policy;
};
const problems = (text: string): string[] =>
  rateProblems(parsed(text), text, policyPath).map(({ where, message }) => `${where.replace(folder, '')}: ${message}`);
const writeRates = (text = RATES): void => writeFileSync(join(folder, 'rates.yaml'), text);
const lineOf = (text: string, setting: string): number =>
  text.split('\n').findIndex((it) => it.trimStart().startsWith(setting)) + 1;

describe('Q81 a budget needs rates', () => {
  it('Q81 is refused without rates.yaml, with its line and what to do', () => {
    const text = budgeted();
    expect(problems(text)).toEqual([
      `/ventana.yaml:${lineOf(text, 'budget:')}: budget needs your own rates: there is no ${join(folder, 'rates.yaml')}`,
    ]);
    const [problem] = rateProblems(parsed(text), text, policyPath);
    expect(problem?.hint).toContain('npx ventana rates import FILE');
  });

  it('Q81 so is the choice of the cheapest; with neither, no file is looked for', () => {
    const text = example.replace('prefer: text', 'prefer: cheapest');
    expect(problems(text)).toMatchObject([expect.stringContaining('window.prefer needs your own rates')]);
    expect(problems(example)).toEqual([]);
  });

  it('Q81 an example, cards in another currency and a damaged file are no rates', () => {
    copyFileSync(resolve(__dirname, '../../rates.example.yaml'), join(folder, 'rates.yaml'));
    expect(problems(budgeted())).toMatchObject([expect.stringContaining('has only an example')]);
    writeRates(RATES.replace('currency: EUR', 'currency: MXN'));
    expect(problems(budgeted())).toMatchObject([expect.stringContaining('has no card in MXN')]);
    writeRates('currency: [');
    expect(problems(budgeted())).toMatchObject([expect.stringContaining('cannot be read')]);
  });

  it('Q81 is accepted with a card', () => {
    writeRates();
    expect(problems(budgeted())).toEqual([]);
  });

  it('Q81 a running service keeps its policy where the changed one has no rates', () => {
    const errors: unknown[] = [];
    const log = { error: (details: unknown) => errors.push(details), warn() {}, info() {}, debug() {} };
    const live = createLivePolicy(parsed(example), {
      ...{ fileName: policyPath, read: () => budgeted(), log: log as never },
      check: (policy, text) => rateProblems(policy, text, policyPath),
    });
    live.poll();
    live.poll();
    expect(live.current().policy.budget).toBeUndefined();
    expect(JSON.stringify(errors)).toContain('needs your own rates');
  });

  it.each([
    ['budget: { monthly: {} }', 'budget.monthly has no amount'],
    ['budget: { monthly: { soft: 3, hard: 2 } }', 'budget.monthly has a soft amount above the hard one'],
    ['budget: { monthly: { hard: -1 } }', 'budget.monthly.hard (-1) must be greater than 0'],
    [
      'budget: { monthly: { hard: 3 }, whenReached: ask }',
      'budget.whenReached ("ask") is not one of the allowed values',
    ],
  ])('Q81 the policy check explains %s', (budget, message) => {
    const found = parsePolicy(budgeted(budget), policyPath);
    expect('problems' in found ? found.problems.map((it) => it.message) : []).toEqual([message]);
  });
});

describe('Q80 the open tickets', () => {
  it('Q80 are read again by policy apply when a budget is set, not when its amounts change', () => {
    const version = (text: string) => parsed(text).policy.ticket.version;
    expect(version(budgeted())).not.toBe(version(example));
    expect(version(budgeted('budget: { monthly: { hard: 7 } }'))).toBe(version(budgeted()));
  });
});

describe('Q80 the month, the amounts and the card', () => {
  const ofMadrid = { zone: () => Promise.resolve('Europe/Madrid') };
  const rates = (): RateFile => {
    writeRates();
    return readRates(join(folder, 'rates.yaml'));
  };

  it('Q80 a month ends at midnight of the office’s zone, summer time or not', () => {
    const ends = monthEnds(Date.parse('2026-10-31T22:59:00Z'), 'Europe/Madrid');
    expect(ends.map((at) => new Date(at).toISOString())).toEqual([
      '2026-10-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
      '2026-12-31T23:00:00.000Z',
    ]);
    expect(monthEnds(Date.parse('2026-10-31T23:00:00Z'), 'Europe/Madrid')[0]).toBe(ends[1]);
  });

  it('Q80 the turns are told the amounts in millionths, with the currency and the card in force', async () => {
    const cards = rates();
    const costs = costsOf(parsed(budgeted()), {
      ...{ hours: ofMadrid, now: () => Date.parse('2026-11-05T10:00:00Z'), rates: () => cards },
    });
    expect(await costs?.turnRules()).toMatchObject({
      budget: { soft: 200_000_000, hard: 300_000_000, currency: 'EUR', card: '2026-10-01', whenReached: 'stop' },
    });
    expect(costsOf(parsed(example), { hours: ofMadrid, now: () => 0, rates: () => cards })).toBeUndefined();
  });

  it('Q80 cards that are imported while the service runs are used; a damaged file leaves the last ones', () => {
    let elapsed = 0;
    const warned: string[] = [];
    const follow = followRates(policyPath, {
      ...{ log: { warn: (_details, message) => warned.push(message) }, elapsed: () => elapsed },
    });
    expect(follow()).toBeUndefined();
    writeRates();
    expect(follow()).toBeUndefined();
    elapsed += 60_000;
    expect(follow()?.currency).toBe('EUR');
    writeRates('currency: [');
    utimesSync(join(folder, 'rates.yaml'), 1, 1);
    elapsed += 60_000;
    expect(follow()?.currency).toBe('EUR');
    expect(warned).toEqual(['the rate cards cannot be read; using the last ones']);
  });

  const pricesFor = async (phone: string | undefined, at: string, asksPrices = true) => {
    const { policy } = parsed(budgeted().replace(/category: utility/, 'category: marketing'));
    const cards = rates();
    const costs = costsOf({ policy }, { hours: ofMadrid, now: () => Date.parse(at), rates: () => cards });
    const deps = { policy, prices: costs?.prices } as unknown as Dependencies;
    const user = { id: '1', name: 'Ana', ...(phone !== undefined && { phone }) };
    const order = asksPrices ? { prices: true as const } : {};
    return priced(deps, order, user, { followUp: { hasText: true }, reopening: { hasText: true } });
  };
  const NOVEMBER = '2026-11-05T10:00:00Z';

  it('Q80 a message costs what the card says for the customer’s calling code; without one, of the policy’s country', async () => {
    const spain = { text: 21_000, template: 20_000, templateInWindow: 20_000 };
    expect(await pricesFor('+34 600 111 222', NOVEMBER)).toMatchObject({
      followUp: { prices: { text: 21_000, template: 70_700 } },
      reopening: { prices: spain },
    });
    expect((await pricesFor(undefined, NOVEMBER))['reopening']).toMatchObject({ prices: spain });
    expect((await pricesFor('+1 604 555 0123', NOVEMBER))['reopening']).toMatchObject({ prices: { template: 3_400 } });
  });

  it('Q79 what a card gives away costs 0; a market that it lacks has no price', async () => {
    const august = await pricesFor('+34 600 111 222', '2026-08-05T10:00:00Z');
    expect(august['reopening']?.prices).toEqual({ text: 0, template: 19_000, templateInWindow: 0 });
    const american = await pricesFor('+1 212 555 0123', NOVEMBER);
    expect(american['followUp']?.prices).toMatchObject({ template: 0 });
    expect((await pricesFor('+52 55 1234 5678', NOVEMBER))['reopening']?.prices).toEqual({});
  });

  it('Q80 a run of an earlier version, which does not ask, gets no prices', async () => {
    expect(await pricesFor(undefined, NOVEMBER, false)).toEqual(await pricesFor(undefined, NOVEMBER).then(bare));
  });
});

const bare = (messages: Awaited<ReturnType<typeof priced>>): object =>
  Object.fromEntries(Object.entries(messages).map(([key, { prices: _prices, ...it }]) => [key, it]));
