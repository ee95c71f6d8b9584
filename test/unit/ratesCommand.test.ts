import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/operator/cli/cli';
import { rates } from '../../src/operator/cli/commands/rates';
import { xlsxOf } from '../support/xlsx';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rates-'));
  vi.stubEnv('VENTANA_POLICY', at('ventana.yaml'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** `ventana rates ...`, and what it printed. */
async function ventana(...argv: string[]): Promise<{ code: number; out: string; aside: string }> {
  const said = { out: '', aside: '' };
  const code = await runCli(['rates', ...argv], {
    commands: [rates],
    version: '0',
    stdout: { write: (text) => void (said.out += text) },
    stderr: { write: (text) => void (said.aside += text) },
  });
  return { code, ...said };
}

const HEADS = [
  'Market',
  'Currency',
  'Marketing',
  'Utility',
  'Authentication',
  'Authentication-International',
  'Service',
];
const OCTOBER = xlsxOf([
  ['Rates in EUR, effective October 1, 2026'],
  HEADS,
  ['Spain', 'EUR', 0.0585, 0.0166, 0.0166, 'n/a', 0.0166],
  ['Atlantis', 'EUR', 0.01, 0.01, 0.01, 'n/a', 0.01],
]);
const csv = (...rows: string[]): string => [HEADS.join(','), ...rows].join('\n');

describe('Q69 the example', () => {
  it('Q69 is what is shown first, marked, with the way to real rates', async () => {
    const { code, out } = await ventana();
    expect(code).toBe(0);
    expect(out).toContain('2026-10-01  USD  10 markets  EXAMPLE');
    expect(out).toContain('npx ventana rates import FILE');
    const { cards } = JSON.parse((await ventana('--json')).out) as { cards: object[] };
    expect(cards).toMatchObject([{ example: true, used: true, markets: { Spain: { utility: 0.02 } } }]);
  });
});

describe('Q70 rates import', () => {
  it('Q70 takes several files, one of them an XLSX with the name of a CSV, and shows the cards', async () => {
    writeFileSync(at('october.csv'), OCTOBER);
    writeFileSync(at('july.csv'), csv('Spain,,0.05,0.01,0.01,n/a,n/a'));
    const { out, aside } = await ventana('import', at('october.csv'));
    expect(out).toContain('october.csv: 2026-10-01 EUR, added.');
    expect(out).not.toContain('EXAMPLE');
    expect(aside).toContain('no country is known to be in Atlantis');
    const second = await ventana('import', at('july.csv'), '--effective', '2026-07-01', '--currency', 'USD');
    expect(second.out).toContain('2026-07-01  USD  1 markets  not used: estimates are in EUR  (july.csv)');
    expect((await ventana()).out).toContain(`${at('rates.yaml')}: estimates are in EUR.`);
    const again = JSON.parse((await ventana('import', at('october.csv'), '--json')).out) as object;
    expect(again).toMatchObject({ currency: 'EUR', imported: [{ result: 'same', unknownMarkets: ['Atlantis'] }] });
  });
});

describe('Q71 a file that cannot be read', () => {
  it('Q71 is named, ends with 2, and nothing of any file is imported', async () => {
    writeFileSync(at('good.csv'), OCTOBER);
    writeFileSync(at('bad.csv'), csv('Spain,EUR,soon,0.01,0.01,n/a,n/a'));
    const { code, aside } = await ventana('import', at('good.csv'), at('bad.csv'), '--effective', '2026-10-01');
    expect(code).toBe(2);
    expect(aside).toBe(`${at('bad.csv')} says "soon" for Spain, marketing: no amount. Nothing was imported.\n`);
    expect((await ventana('import', at('good.csv'), at('good.csv'))).aside).toContain('are both of 2026-10-01 EUR');
    expect((await ventana('import', at('none.csv'))).aside).toContain('none.csv cannot be read (ENOENT)');
    expect((await ventana('import', at('good.csv'), '--effective', '1/10/2026')).aside).toContain('2026-10-01');
    expect((await ventana('import', at('good.csv'), '--currency', 'euro')).aside).toContain('as EUR');
    expect((await ventana('import')).aside).toContain('Missing argument');
    expect((await ventana('imprt', at('good.csv'))).code).toBe(2);
    expect(existsSync(at('rates.yaml'))).toBe(false);
  });

  it('Q71 leaves a damaged rates.yaml as it is, and says which file', async () => {
    writeFileSync(at('rates.yaml'), 'currency: EUR\ncards: 7\n');
    writeFileSync(at('good.csv'), OCTOBER);
    for (const argv of [[], ['import', at('good.csv')]]) {
      const { code, aside } = await ventana(...argv);
      expect([code, aside]).toEqual([2, expect.stringContaining('rates.yaml: cards: ')]);
    }
    expect(readFileSync(at('rates.yaml'), 'utf8')).toBe('currency: EUR\ncards: 7\n');
  });
});
