import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addCards } from '../../src/rates/importing/addCards';
import { amountIn, decimalSignOf } from '../../src/rates/importing/amounts';
import { cardIn, type FoundCard, type Said } from '../../src/rates/importing/cardIn';
import { effectiveIn } from '../../src/rates/importing/effectiveDate';
import { readTables } from '../../src/rates/importing/table';
import { ratesFor, readRates } from '../../src/rates/rateFile';
import { xlsxOf } from '../support/xlsx';

const folder = mkdtempSync(join(tmpdir(), 'rates-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The shape of Meta's file of July 2026, as public programs that read it show it. */
const CSV = [
  '"Cost per message in EUR, effective July 1, 2026",,,,,,',
  'Note: Authentication-International rates apply to some countries.,,,,,,',
  'Market,Currency,Marketing,Utility,Authentication,"Authentication-\nInternational",Service',
  'India,EUR,0.0099,0.0012,0.0012,0.0252,n/a',
  'Rest of Central & Eastern Europe,EUR,0.0712,0.0175,0.0175,n/a,n/a',
  'Spain,EUR,0.0585,0.0166,0.0166,n/a,n/a',
  'Prices exclude taxes.,,,,,,',
].join('\r\n');

const SHEET = [
  ['Cost per message in USD, effective October 1, 2026'],
  ['Market', 'Currency', 'Marketing', 'Utility', 'Authentication', 'Authentication-\nInternational', 'Service'],
  ['Spain', '$US', 0.0707, 0.02, 0.02, 'n/a', 0.02],
  ['Bangladesh', '$US', 0.07, 0.0037, 0.0037, 0.096, 0.0037],
];

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (content: Uint8Array, said: Partial<Said> = {}): Promise<FoundCard> =>
  cardIn(await readTables(content), { source: 'EUR rates.csv', ...said });
const refused = async (text: string, said: Partial<Said> = {}): Promise<string> =>
  read(bytes(text), said).then(
    () => 'taken',
    (error: unknown) => (error as Error).message,
  );

describe('Q70 rates import', () => {
  it("Q70 reads Meta's CSV: the heads below some lines, n/a, a head in two lines, a remark below", async () => {
    const { card, unknownMarkets } = await read(bytes(CSV));
    expect(card).toEqual({
      ...{ effective: '2026-07-01', currency: 'EUR', example: false, source: 'EUR rates.csv' },
      markets: {
        India: { marketing: 0.0099, utility: 0.0012, authentication: 0.0012, authenticationInternational: 0.0252 },
        'Rest of Central & Eastern Europe': { marketing: 0.0712, utility: 0.0175, authentication: 0.0175 },
        Spain: { marketing: 0.0585, utility: 0.0166, authentication: 0.0166 },
      },
    });
    expect(unknownMarkets).toEqual([]);
  });

  it('Q70 reads an XLSX, also one that is named .csv, on whatever sheet it is', async () => {
    const { card } = await read(xlsxOf([['About this file']], SHEET));
    expect(card).toMatchObject({ effective: '2026-10-01', currency: 'USD' });
    expect(card.markets['Spain']).toEqual({ marketing: 0.0707, utility: 0.02, authentication: 0.02, service: 0.02 });
    expect(card.markets['Bangladesh']?.authenticationInternational).toBe(0.096);
  });

  it("Q70 reads what a European Excel makes of it: semicolons, decimal commas, UTF-16, a currency's sign", async () => {
    const text = CSV.replaceAll(',', ';')
      .replaceAll(/(\d)\.(\d)/g, '$1,$2')
      .replace('July 1; 2026', 'July 1, 2026');
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect((await read(utf16)).card).toEqual((await read(bytes(CSV))).card);
    const signed = CSV.replaceAll('0.0', '€0.0');
    expect((await read(bytes(signed))).card).toEqual((await read(bytes(CSV))).card);
  });

  it('Q70 reads amounts by the decimal sign of the whole file', () => {
    expect(decimalSignOf(['2,280', '0.0707'])).toBe('.');
    expect(decimalSignOf(['2.280', '0,0707'])).toBe(',');
    expect(decimalSignOf(['2,280', '1,004'])).toBeUndefined();
    expect(decimalSignOf(['2', 'n/a'])).toBe('.');
    expect(amountIn('2,280.50', '.')).toBe(2280.5);
    expect(amountIn('$0.07', '.')).toBe(0.07);
    expect(['n/a', '', '--', 'N/A'].map((it) => amountIn(it, '.'))).toEqual(Array(4).fill('none'));
    expect(['soon', '0.0.7', '1,2.5', '-0.07', '7%7'].map((it) => amountIn(it, '.'))).toEqual(Array(5).fill(undefined));
  });

  it('Q70 takes the day from the file, and no day that can be read in two ways', () => {
    expect(effectiveIn('Cost in USD, effective October 1, 2026')).toBe('2026-10-01');
    expect(effectiveIn('Effective date: 1 January 2027')).toBe('2027-01-01');
    expect(effectiveIn('effective 2026-10-01')).toBe('2026-10-01');
    expect(effectiveIn('effective 1/10/2026')).toBeUndefined();
    expect(effectiveIn('effective February 31, 2026')).toBeUndefined();
  });

  it('Q70 takes day and currency from the command line where the file has none', async () => {
    const bare = CSV.split('\r\n').slice(2).join('\r\n').replaceAll(',EUR,', ',,');
    const { card } = await read(bytes(bare), { effective: '2026-10-01', currency: 'EUR' });
    expect(card).toMatchObject({ effective: '2026-10-01', currency: 'EUR' });
    expect(await refused(bare, { currency: 'EUR' })).toContain('--effective 2026-10-01');
    expect(await refused(bare, { effective: '2026-10-01' })).toContain('--currency EUR');
  });

  it('Q70 names markets of which it does not know the countries', async () => {
    const { unknownMarkets } = await read(bytes(CSV.replace('India', 'Rest of Oceania')));
    expect(unknownMarkets).toEqual(['Rest of Oceania']);
  });
});

describe('Q71 a file that cannot be read', () => {
  it('Q71 says what is wrong with it', async () => {
    expect(await refused('')).toContain('is empty');
    expect(await refused('<!doctype html><p>Sign in')).toContain('is a web page');
    expect(await refused('a,b\n1,2')).toContain('Market, Marketing and Utility');
    expect(await refused(CSV.replace('0.0585', 'soon'))).toContain('says "soon" for Spain, marketing');
    expect(await refused(CSV.replace('India', 'Spain'))).toContain('names the market Spain twice');
    expect(await refused(CSV.replace('India,EUR', 'India,USD'))).toContain('several currencies');
    expect(await refused(CSV, { effective: '2026-10-01' })).toContain('effective 2026-07-01: leave --effective out');
    expect(await refused(CSV, { currency: 'USD' })).toContain('in EUR: leave --currency out');
    expect(await refused(CSV.replace(/^(India|Rest|Spain).*\r\n/gm, ''))).toContain('has no markets');
    const damaged = xlsxOf(SHEET).slice(0, 300);
    await expect(read(damaged)).rejects.toThrow('is a damaged XLSX');
    await expect(read(new Uint8Array(6_000_000))).rejects.toThrow('larger than 5 MB');
    await expect(read(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).rejects.toThrow('Excel before 2007');
  });
});

describe('Q72 the file of rate cards', () => {
  it('Q72 is made, added to, corrected, and left alone where nothing is new; what people wrote stays', async () => {
    const path = join(folder, 'rates.yaml');
    const { card: july } = await read(bytes(CSV));
    const { card: october } = await read(xlsxOf(SHEET), { source: 'USD.csv' });
    expect(addCards(path, [july]).added).toEqual(['added']);
    writeFileSync(path, `${readFileSync(path, 'utf8')}# ours: asked Ana on Monday\n`);
    const { added, file } = addCards(path, [july, october]);
    expect(added).toEqual(['same', 'added']);
    expect(file).toEqual({ path, currency: 'EUR', cards: [july, october] });
    expect(ratesFor(join(folder, 'ventana.yaml'))).toEqual(file);
    const before = readFileSync(path, 'utf8');
    expect(before).toContain('# ours: asked Ana on Monday');
    expect(before).toMatch(/^ {6}Spain: \{ marketing: 0.0585, utility: 0.0166, authentication: 0.0166 \}$/m);
    expect(addCards(path, [july]).added).toEqual(['same']);
    expect(readFileSync(path, 'utf8')).toBe(before);
    const corrected = { ...july, markets: { ...july.markets, Spain: { marketing: 0.06 } } };
    expect(addCards(path, [corrected]).added).toEqual(['replaced']);
    expect(readRates(path).cards[0]?.markets['Spain']).toEqual({ marketing: 0.06 });
  });

  it('Q72 real rates take the place of an example, also where they are equal', async () => {
    const path = join(folder, 'copied.yaml');
    const { card } = await read(xlsxOf(SHEET));
    addCards(path, [card]);
    writeFileSync(path, readFileSync(path, 'utf8').replace('    currency:', '    example: true\n    currency:'));
    expect(readRates(path).cards).toMatchObject([{ example: true }]);
    expect(addCards(path, [card]).added).toEqual(['replaced']);
    expect(readRates(path).cards).toMatchObject([{ example: false }]);
  });

  it('Q71 one that is damaged is left as it is', async () => {
    const path = join(folder, 'damaged.yaml');
    for (const text of ['currency: EUR\ncards: [', 'currency: euros\ncards: []\n', 'messages: {}\n']) {
      writeFileSync(path, text);
      const { card } = await read(bytes(CSV));
      expect(() => addCards(path, [card])).toThrow(/damaged\.yaml/);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
    expect(existsSync(join(folder, 'rates.csv'))).toBe(false);
  });
});
