import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const EXAMPLE = readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8');

/**
 * The example policy with its defaults, changed by [text, replacement]. @throws when the example does not contain the
 * text
 */
export const examplePolicy = (...changes: readonly (readonly [string, string])[]): string =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example policy does not say "${from}"`);
    return text.replace(from, to);
  }, EXAMPLE);
