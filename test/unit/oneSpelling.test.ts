/** Q3: what is printed or written works as it stands: `npx ventana`, never `ventana` alone or a script of the clone. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { projectFile } from '../support/configuration';

const ROOT = resolve(__dirname, '../..');
const SCRIPT = /\bnpm (?:start|run (?:start:server|start:worker|sweep))\b/;
const NAMED =
  /(?<!npx )\bventana (?:setup|doctor|start|server|worker|status|sweep|pause|resume|policy|rates|audit|ledger|demo) ?/;
/** In the image, `ventana` is on the PATH. */
const IN_IMAGE = /exec worker ventana/;
const COMMENT = /^\s*(\*|\/\*|\/\/)/;

const filesIn = (path: string): string[] =>
  statSync(join(ROOT, path)).isFile()
    ? [path]
    : readdirSync(join(ROOT, path)).flatMap((name) => filesIn(`${path}/${name}`));

const TEXTS = [
  ...['README.md', 'SECURITY.md', '.env.example', 'ventana.example.yaml'],
  ...['docs', 'deploy', 'src', 'activities', 'workflows'],
];
const files = TEXTS.flatMap(filesIn).filter((path) => /\.(md|yaml|ts|example)$/.test(path));

it.each(files)('Q3 %s names commands as they are typed', (path) => {
  const lines = projectFile(path).split('\n');
  const wrong = lines.filter((line) => NAMED.test(line) && !IN_IMAGE.test(line) && !COMMENT.test(line));
  expect(wrong).toEqual([]);
});

it.each(files.filter((path) => path.startsWith('src/')))('Q3 %s prints no script that only a clone has', (path) => {
  const lines = projectFile(path).split('\n');
  expect(lines.filter((line) => SCRIPT.test(line) && !COMMENT.test(line))).toEqual([]);
});
