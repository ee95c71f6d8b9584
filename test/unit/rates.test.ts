import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/rates/card';
import { microsOf } from '../../src/rates/card';
import { cardAt } from '../../src/rates/cardAt';
import { countries, countryOf } from '../../src/rates/country';
import { type BilledMessage, estimate, FREE_SERVICE_MESSAGES } from '../../src/rates/estimate';
import { keyOf, marketOf } from '../../src/rates/markets';
import { ratesFor, readRates, usedCards } from '../../src/rates/rateFile';

const MADRID = 'Europe/Madrid';
const REGIONS = [
  ...['North America', 'Rest of Africa', 'Rest of Asia Pacific', 'Rest of Central & Eastern Europe'],
  ...['Rest of Western Europe', 'Rest of Latin America', 'Rest of Middle East', 'Other'],
];
/** The 47 of 1 October 2026. */
const MARKETS = [
  ...['Argentina', 'Bangladesh', 'Brazil', 'Chile', 'Colombia', 'Egypt', 'France', 'Germany', 'Hong Kong', 'Hungary'],
  ...['India', 'Indonesia', 'Iraq', 'Israel', 'Italy', 'Kazakhstan', 'Kuwait', 'Malaysia', 'Mexico', 'Morocco'],
  ...['Nepal', 'Netherlands', 'Nigeria', 'Oman', 'Pakistan', 'Peru', 'Poland', 'Qatar', 'Romania', 'Russia'],
  ...['Saudi Arabia', 'Singapore', 'South Africa', 'Spain', 'Sri Lanka', 'Turkey', 'Ukraine', 'United Arab Emirates'],
  ...['United Kingdom', ...REGIONS],
];

const card = (effective: string, rates: Card['markets'][string] = { marketing: 0.07, utility: 0.02 }): Card => ({
  ...{ effective, currency: 'EUR', example: false },
  markets: { Spain: rates, 'North America': { marketing: 0.025, utility: 0.0034 } },
});

const message = (more: Partial<BilledMessage> = {}): BilledMessage => ({
  ...{ at: Date.parse('2026-11-10T10:00:00Z'), category: 'utility', country: 'ES' },
  ...{ inWindow: false, freeEntryPoint: false, serviceBefore: FREE_SERVICE_MESSAGES },
  ...more,
});

const october = [card('2026-10-01')];
const told = (more: Partial<BilledMessage>, cards: readonly Card[] = october): string => {
  const it = estimate(message(more), cards, MADRID);
  return it.type === 'charged' ? `${it.market} ${it.micros}` : `${it.type} ${it.why}`;
};

describe('Q68 what a message costs', () => {
  it('Q68 follows the calling code alone, whatever else is in a number', () => {
    const numbers = ['+34600112233', '34600112233', '5215512345678', '+77011234567', '+79161234567', '+447781123456'];
    expect(numbers.map(countryOf)).toEqual(['ES', 'ES', 'MX', 'KZ', 'RU', 'GB']);
    expect(['+18681234567', '+17871234567', '+12025550123'].map(countryOf)).toEqual(['TT', 'PR', 'US']);
    // No such range: the calling code is Spain's all the same.
    expect(countryOf('+34112233445')).toBe('ES');
    expect(['US.abc123', 'XX.abc123', '', '999999', 'Begoña'].map(countryOf)).toEqual(['US', ...Array<undefined>(4)]);
  });

  it("Q68 takes a country's own market, else its region's, else Other", () => {
    const of = (country: string, markets = MARKETS): string | undefined => marketOf(country, markets);
    expect(['ES', 'TR', 'HK', 'US', 'CA', 'PR', 'PT', 'CZ', 'CI', 'AD'].map((it) => of(it))).toEqual([
      ...['Spain', 'Turkey', 'Hong Kong', 'North America', 'North America', 'Rest of Latin America'],
      ...['Rest of Western Europe', 'Rest of Central & Eastern Europe', 'Rest of Africa', 'Other'],
    ]);
    const before = MARKETS.filter((it) => it !== 'Ukraine');
    expect(of('UA', before)).toBe('Rest of Central & Eastern Europe');
    expect(of('ES', ['Rest of Central and Eastern Europe'])).toBeUndefined();
    expect(of('UA', ['REST OF CENTRAL AND EASTERN EUROPE'])).toBe('REST OF CENTRAL AND EASTERN EUROPE');
    for (const market of MARKETS) expect([market, countries().some((it) => of(it) === market)]).toEqual([market, true]);
  });

  it("Q68 changes at midnight of the account's zone", () => {
    const cards = [card('2026-10-01', { utility: 0.03 }), card('2026-07-01', { utility: 0.01 })];
    const at = (time: string): number => Date.parse(time);
    expect(told({ at: at('2026-09-30T21:59:59Z') }, cards)).toBe('Spain 10000');
    expect(told({ at: at('2026-09-30T22:00:00Z') }, cards)).toBe('Spain 30000');
    expect(cardAt(cards, at('2026-09-30T22:00:00Z'), 'America/Mexico_City')?.effective).toBe('2026-07-01');
  });

  it('Q68 counts at the first card what is older than all of them, and says so', () => {
    const it = estimate(message({ at: Date.parse('2026-01-01T12:00:00Z') }), october, MADRID);
    expect(it).toMatchObject({ type: 'charged', micros: 20_000, early: true });
    expect(estimate(message(), october, MADRID)).not.toHaveProperty('early');
  });

  it('Q68 bills free-form messages from 1 October 2026 on, after 1,000 a month, as a utility template', () => {
    expect(told({ category: 'service', serviceBefore: 999, inWindow: true })).toBe('free allowance');
    expect(told({ category: 'service', serviceBefore: 1_000, inWindow: true })).toBe('Spain 20000');
    expect(told({ category: 'service' }, [card('2026-10-01', { utility: 0.02, service: 0.04 })])).toBe('Spain 40000');
    expect(told({ category: 'service' }, [card('2026-07-01')])).toBe('free service');
  });

  it('Q68 bills a utility template in an open window from that day on; marketing always', () => {
    expect(told({ inWindow: true })).toBe('Spain 20000');
    expect(told({ inWindow: true }, [card('2026-07-01')])).toBe('free window');
    expect(told({}, [card('2026-07-01')])).toBe('Spain 20000');
    expect(told({ category: 'marketing', inWindow: true }, [card('2026-07-01')])).toBe('Spain 70000');
  });

  it('Q68 is free after a free entry point, and nothing where a marketing template does not arrive', () => {
    expect(told({ freeEntryPoint: true, category: 'marketing' })).toBe('free entryPoint');
    expect(told({ country: 'US', category: 'marketing' })).toBe('free notDelivered');
    expect(told({ country: 'CA', category: 'marketing' })).toBe('North America 25000');
    expect(told({ country: 'US' })).toBe('North America 3400');
  });

  it('Q68 says what it does not know instead of a guess', () => {
    expect(told({}, [])).toBe('unknown noCard');
    expect(told({ country: undefined })).toBe('unknown noCountry');
    expect(told({ country: 'FR' })).toBe('unknown noMarket');
    expect(told({ category: 'authentication' })).toBe('unknown noRate');
  });

  it('Q68 is never negative, needs no order of cards, and adds up in any order', () => {
    const day = fc.constantFrom('2025-07-01', '2026-01-01', '2026-07-01', '2026-10-01', '2027-01-01');
    const rate = fc.integer({ min: 0, max: 99_999 }).map((it) => it / 10_000);
    const rates = fc.record({ marketing: rate, utility: rate }).map((it) => it);
    const cards = fc.uniqueArray(fc.tuple(day, rates), { selector: ([it]) => it, minLength: 1 });
    const billed = fc.record({
      at: fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2027-12-31') }),
      category: fc.constantFrom('utility', 'marketing', 'service'),
      country: fc.constantFrom('ES', 'US', 'FR', undefined),
      inWindow: fc.boolean(),
      freeEntryPoint: fc.boolean(),
      serviceBefore: fc.integer({ min: 0, max: 2_000 }),
    }) as fc.Arbitrary<BilledMessage>;
    fc.assert(
      fc.property(cards, fc.array(billed, { maxLength: 20 }), (dated, messages) => {
        const all = dated.map(([effective, it]) => card(effective, it));
        const micros = (list: readonly BilledMessage[], of: readonly Card[]): number[] =>
          list.map((it) => estimate(it, of, MADRID)).map((it) => (it.type === 'charged' ? it.micros : 0));
        const amounts = micros(messages, all);
        expect(amounts.every((it) => it >= 0 && Number.isInteger(it))).toBe(true);
        expect(micros(messages, [...all].reverse())).toEqual(amounts);
        const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
        expect(sum([...amounts].reverse())).toBe(sum(amounts));
      }),
    );
    expect(microsOf(0.1) + microsOf(0.2)).toBe(microsOf(0.3));
  });
});

describe('Q69 the example card', () => {
  const example = readRates(join(__dirname, '../../rates.example.yaml'));

  it('Q69 has ten markets of 1 October 2026 and is marked as an example', () => {
    const [only, ...others] = example.cards;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ effective: '2026-10-01', currency: 'USD', example: true });
    expect(Object.keys(only!.markets)).toHaveLength(10);
    expect(only!.markets['Spain']).toEqual({ marketing: 0.0707, utility: 0.02, service: 0.02 });
    for (const [market, { utility, service }] of Object.entries(only!.markets)) {
      expect(MARKETS.map(keyOf)).toContain(keyOf(market));
      expect(service).toBe(utility);
    }
  });

  it('Q69 counts where a team has no cards of its own', () => {
    const file = ratesFor('/nowhere/ventana.yaml');
    expect(file.cards).toEqual(example.cards);
    expect(usedCards(file)).toEqual(example.cards);
  });
});
