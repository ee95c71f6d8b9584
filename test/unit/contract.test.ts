/** Every row of docs/behaviour.md keeps its tests: the table "Where the rule lives" is read against the names of the tests. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(__dirname, '../..');
const contract = readFileSync(join(ROOT, 'docs/behaviour.md'), 'utf8');
const [promises = ''] = contract.split('## Departures');
const [, table = ''] = contract.split('## Where the rule lives');

const ROW = /(?:[A-Z]\d+|rule \d+)/;
const rulesAsked = /^(\d+)\. \*\*/gm;

/** The ids that begin a row of the contract, and its numbered rules. */
const promised = [
  ...[...promises.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, id = '']) => id),
  ...[...(promises.split('## Rules that hold everywhere')[1] ?? '').matchAll(rulesAsked)].map(([, n]) => `rule ${n}`),
];

/** `F4-F8` is five ids. */
function idsIn(cell: string): string[] {
  return cell.split(', ').flatMap((part) => {
    const range = /^([A-Z])(\d+)-[A-Z]?(\d+)$/.exec(part);
    if (!range) return ROW.test(part) ? [part] : [];
    const [, letter = '', from, to] = range;
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => `${letter}${Number(from) + index}`);
  });
}

/** Of each line: its ids, the files whose tests begin with them, and those that hold them under other names. */
const lines = [...table.matchAll(/^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$/gm)].slice(1).map(([, ids = '', tests = '']) => {
  const [named = '', others = ''] = tests.startsWith('also') ? ['', tests] : tests.split('; also');
  const filesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
  return { label: ids, ids: idsIn(ids), named: filesIn(named), others: filesIn(others) };
});

const testFile = (file: string): string => join(ROOT, 'test', `${file}.test.ts`);

/** The names of the tests and their groups in a file, as far as they are written out: of a template the part before the first hole. */
function testNames(file: string): string[] {
  const path = testFile(file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteralLike(name)) names.push(name.text);
      if (name && ts.isTemplateExpression(name)) names.push(name.head.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** `it(...)`, `describe(...)`, `it.each(...)(...)`, but not `it.each(...)` itself. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return ['it', 'describe'].includes(callee.text);
  return ts.isCallExpression(callee) && /^(it|describe)\./.test(callee.expression.getText());
}

/** `F1 F3 reminds ...; F2 opens ...` is named by three ids. */
function idsOf(name: string): string[] {
  return name.split('; ').flatMap((part) => {
    const [start = ''] = /^(?:(?:[A-Z]\d+|rule \d+)[,:]? )*/.exec(part) ?? [];
    return start.match(new RegExp(ROW, 'g')) ?? [];
  });
}

const namedIn = new Map<string, string[]>();
function idsNamedIn(file: string): string[] {
  const known = namedIn.get(file) ?? testNames(file).flatMap(idsOf);
  namedIn.set(file, known);
  return known;
}

describe('the contract', () => {
  it('is read as a person reads it', () => {
    expect(promised).toEqual(
      expect.arrayContaining(['F1', 'F13', 'U6', 'H9', 'P6', 'O6', 'C3', 'S6', 'rule 1', 'rule 12']),
    );
    expect(promised.length).toBe(new Set(promised).size);
    expect(idsIn('F1, F4-F6, rule 7')).toEqual(['F1', 'F4', 'F5', 'F6', 'rule 7']);
    expect(idsOf('F1 F3 reminds once; H2 opens')).toEqual(['F1', 'F3', 'H2']);
    expect(idsOf('S4, S5 tells F1')).toEqual(['S4', 'S5']);
    expect(idsOf('rule 7: does not')).toEqual(['rule 7']);
  });

  it.each(promised)('%s is in the table "Where the rule lives", once', (id) => {
    expect(lines.filter(({ ids }) => ids.includes(id))).toHaveLength(1);
  });

  it.each(promised)('%s has a test that begins with it', (id) => {
    const files = lines.filter(({ ids }) => ids.includes(id)).flatMap(({ named }) => named);
    expect(files.flatMap(idsNamedIn)).toContain(id);
  });

  it.each(lines)('$label: its files are there, and hold what the table says', ({ ids, named, others }) => {
    expect(named.length + others.length).toBeGreaterThan(0);
    for (const file of [...named, ...others]) expect(existsSync(testFile(file)), file).toBe(true);
    for (const file of ids.length > 0 ? named : []) {
      const found = idsNamedIn(file).filter((id) => ids.includes(id));
      expect(found.length, `${file} has no test that begins with one of these ids`).toBeGreaterThan(0);
    }
  });
});
