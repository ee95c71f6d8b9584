import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { blocksOf, shownOf, stable, withOutputs } from './outputs';
import type { Outputs } from './scenario';

export const ROOT = resolve(__dirname, '../..');

/** Where outputs are shown. */
export const DOCUMENTS = [
  'README.md',
  ...['en', 'es'].flatMap((language) =>
    readdirSync(join(ROOT, 'docs/guide', language)).map((name) => `docs/guide/${language}/${name}`),
  ),
];

export const read = (document: string): string => readFileSync(join(ROOT, document), 'utf8');

/** A Spanish guide shows what a Spanish terminal does. */
const outputsIn = (document: string, { en, es }: Outputs): Record<string, string> =>
  document.startsWith('docs/guide/es/') ? { ...en, ...es } : en;

/** Writes what these outputs show into all documents. @returns those that have changed */
export function write(outputs: Outputs): string[] {
  const now = (document: string): string => withOutputs(read(document), outputsIn(document, outputs));
  const changed = DOCUMENTS.filter((document) => now(document) !== read(document));
  for (const document of changed) writeFileSync(join(ROOT, document), now(document));
  return changed;
}

export interface Comparison {
  document: string;
  name: string;
  /** What varies is left out of both. */
  shown: string;
  real: string;
}

/** Each block that shows one of these outputs, beside what the output is. */
export const compare = (outputs: Outputs): Comparison[] =>
  DOCUMENTS.flatMap((document) =>
    blocksOf(read(document)).flatMap((block) => {
      const output = outputsIn(document, outputs)[block.name];
      if (output === undefined) return [];
      return { document, name: block.name, shown: stable(block.shown), real: stable(shownOf(output, block)) };
    }),
  );
