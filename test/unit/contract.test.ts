/** Every row of docs/behaviour.md keeps its tests, and what the page says of where the rule lives is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(__dirname, '../..');
const [contract = '', places = ''] = readFileSync(join(ROOT, 'docs/behaviour.md'), 'utf8').split(
  '## Where the rule lives',
);
const [promises = ''] = contract.split('## Departures');
const [, rules = ''] = promises.split('## Rules that hold everywhere');

/** The ids that begin a row of the contract, and its numbered rules. */
const promised = [
  ...[...promises.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, id = '']) => id),
  ...[...rules.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => `rule ${number}`),
];

/** `F1 F3 reminds ...; F2 opens ...` is named by three ids. */
function idsOf(name: string): string[] {
  return name.split('; ').flatMap((part) => {
    const [start = ''] = /^(?:(?:[A-Z]\d+|rule \d+)[,:]? )*/.exec(part) ?? [];
    return start.match(/[A-Z]\d+|rule \d+/g) ?? [];
  });
}

/** `it(...)`, `describe(...)`, `it.each(...)(...)`, but not `it.each(...)` itself. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return ['it', 'test', 'describe'].includes(callee.text);
  return ts.isCallExpression(callee) && /^(it|test|describe)\./.test(callee.expression.getText());
}

/** The names of the tests and their groups in a text, as far as they are written out: of a template the part before the first hole. */
function testNames(text: string): string[] {
  const source = ts.createSourceFile('a.test.ts', text, ts.ScriptTarget.Latest, true);
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

const files = ['test', 'app/test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.test.ts'))
    .map((it) => join(folder, it)),
);
const found = new Map<string, number>();
for (const file of files) {
  const names = testNames(readFileSync(join(ROOT, file), 'utf8'));
  for (const id of names.flatMap(idsOf)) found.set(id, (found.get(id) ?? 0) + 1);
}

/** `F10 \`warning.ts\``: the paths of a line; those without a folder are in the core, `{a,b}` are two. */
function pathsIn(line: string): string[] {
  const named = [...line.matchAll(/`([\w./{},-]+)`/g)].map(([, path = '']) => path);
  return named.flatMap((path) => {
    const [, before = '', middle = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [undefined, path];
    const each = middle === '' ? [path] : middle.split(',').map((part) => `${before}${part}${after}`);
    return each.filter((it) => /[/.]/.test(it)).map((it) => (it.includes('/') ? it : `workflows/core/${it}`));
  });
}

describe('the contract', () => {
  it('is read as a person reads it', () => {
    expect(promised).toEqual(
      expect.arrayContaining(['F1', 'F13', 'U6', 'H9', 'P6', 'O6', 'C3', 'S6', 'rule 1', 'rule 12']),
    );
    expect(promised.length).toBe(new Set(promised).size);
    expect(idsOf('F1 F3 reminds once; H2 opens')).toEqual(['F1', 'F3', 'H2']);
    expect(idsOf('S4, S5 tells F1')).toEqual(['S4', 'S5']);
    expect(idsOf('rule 7: does not')).toEqual(['rule 7']);
    expect(testNames('it.each([1])(`F1 at ${2}`, f); describe.each([])("rule 9: on", g); it(name, h)')).toEqual([
      'F1 at ',
      'rule 9: on',
    ]);
    expect(pathsIn('`a.ts` (`b`), `x/{y,z}.ts`')).toEqual(['workflows/core/a.ts', 'x/y.ts', 'x/z.ts']);
  });

  it.each(promised)('%s has a test that begins with it', (id) => {
    expect(found.get(id) ?? 0).toBeGreaterThan(0);
  });

  it('is all that tests name: no id of a row that is not there', () => {
    const letters = new Set(promised.map((id) => id.replace(/\d+$/, '')));
    const named = [...found.keys()].filter((id) => letters.has(id.replace(/\d+$/, '')));
    expect(named.filter((id) => !promised.includes(id))).toEqual([]);
  });

  it('leads to files that are there', () => {
    const isThere = (path: string): boolean => [path, `test/${path}.test.ts`].some((it) => existsSync(join(ROOT, it)));
    const paths = pathsIn(places.replaceAll('](../', '](').replace(/\]\([^)]*\)/g, ''));
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  it('names what is in these files: `plans.ts` (`ending`)', () => {
    const named = [...places.matchAll(/`([\w./]+\.ts)`\s\((`[^)]*)\)/g)].flatMap(([, path = '', names = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [path, name] as const),
    );
    expect(named.length).toBeGreaterThan(10);
    const holds = ([path, name]: (typeof named)[number]): boolean => {
      const file = join(ROOT, path.includes('/') ? path : `workflows/core/${path}`);
      return new RegExp(`\\b(function|const|export type|interface) ${name}\\b|\\b${name}\\(|\\b${name}:`).test(
        readFileSync(file, 'utf8'),
      );
    };
    expect(named.filter((it) => !holds(it))).toEqual([]);
  });

  it('leads from every row: by its letter, or by the number of the rule', () => {
    const led = (id: string): boolean =>
      id.startsWith('rule') ? new RegExp(`\\b${id}\\b`).test(places) : places.includes(`**${id.slice(0, 1)}**`);
    expect(promised.filter((id) => !led(id))).toEqual([]);
  });
});
