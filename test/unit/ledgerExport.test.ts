/** The text of the ledger's export. */
import { describe, expect, it } from 'vitest';
import { COLUMNS, type ExportFormat, exportTexts, type Part, type TableName, TABLES } from '../../src/ledger/export';

const empty = (table: TableName) => Object.fromEntries(COLUMNS[table].map((it) => [it, null]));
const outreach = {
  ...empty('outreach'),
  account: 'acme',
  intent: '7-incident-1',
  ticket: '7',
  name: 'a "b", c',
  sent_at: 5,
};
const window = { ...empty('windows'), account: 'acme', ticket: '7', closes_at: 9, result: 'lost', rebuilt: 0 };

async function* parts(): AsyncGenerator<Part> {
  yield await Promise.resolve({ table: 'outreach' as const, rows: [outreach] });
  yield { table: 'windows', rows: [window, window] };
}

async function textOf(format: ExportFormat, tables: readonly TableName[] = TABLES): Promise<string> {
  let text = '';
  for await (const it of exportTexts(parts(), tables, format)) text += it;
  return text;
}

describe('Y29 the text of an export', () => {
  it('is a line of JSON for each row, with its table first', async () => {
    const lines = (await textOf('jsonl')).trimEnd().split('\n');
    expect(lines.map((it): unknown => JSON.parse(it))).toEqual([
      { table: 'outreach', ...outreach },
      { table: 'windows', ...window },
      { table: 'windows', ...window },
    ]);
    expect(lines[0]).toMatch(/^\{"table":"outreach"/);
  });

  it('is one CSV of several tables: their names, the columns of all, and nothing where a row has no such column', async () => {
    const [head = '', first = '', second = '', third, end] = (await textOf('csv')).split('\r\n');
    expect(head).toMatch(/^table,account,intent,ticket,.*,reopened_at,template,closes_at,/);
    expect(head.split(',').filter((it) => it === 'account')).toHaveLength(1);
    expect(first).toMatch(/^outreach,acme,7-incident-1,7,.*"a ""b"", c".*,5,/);
    expect(second).toMatch(/^windows,acme,,7,.*,9,.*lost/);
    expect([third, end]).toEqual([second, '']);
  });

  it('is a CSV of one table with its own columns', async () => {
    const [head] = (await textOf('csv', ['windows'])).split('\r\n');
    expect(head).toBe(COLUMNS.windows.join(','));
  });
});
