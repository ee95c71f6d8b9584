import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { blocksOf, shownOf, stable, withOutputs } from './outputs';

export const ROOT = resolve(__dirname, '../..');

/** Where outputs are shown. */
export const DOCUMENTS = [
  'README.md',
  ...['en', 'es'].flatMap((language) =>
    readdirSync(join(ROOT, 'docs/guide', language)).map((name) => `docs/guide/${language}/${name}`),
  ),
];

export const read = (document: string): string => readFileSync(join(ROOT, document), 'utf8');

/** Writes what these outputs show into all documents. @returns those that have changed */
export function write(outputs: Record<string, string>): string[] {
  const changed = DOCUMENTS.filter((document) => withOutputs(read(document), outputs) !== read(document));
  for (const document of changed) writeFileSync(join(ROOT, document), withOutputs(read(document), outputs));
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
export const compare = (outputs: Record<string, string>): Comparison[] =>
  DOCUMENTS.flatMap((document) =>
    blocksOf(read(document)).flatMap((block) => {
      const output = outputs[block.name];
      if (output === undefined) return [];
      return { document, name: block.name, shown: stable(block.shown), real: stable(shownOf(output, block)) };
    }),
  );
