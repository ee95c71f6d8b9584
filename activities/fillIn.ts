import { cleanValue } from './values';

/** A placeholder has neither a value nor a fallback: nothing is sent (P6). */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';
  constructor(readonly placeholder: string) {
    super(`no value for {{${placeholder}}}`);
  }
}

/** The value of a placeholder, on one line and not empty. */
export type Valued = (placeholder: string) => Promise<string | undefined>;

/** Changes the values of a pattern together. @param fixed how many characters the rest of the pattern has */
type Change = (values: string[], fixed: number) => string[];

/** `{{ticket.id}}`, or `{{ticket.id|fallback}}` */
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*(?:\|([^}]*))?\}\}/g;

/** The pattern without its placeholders. */
export const fixedPart = (pattern: string): string => pattern.replace(PLACEHOLDER, '');

/**
 * The pattern with its placeholders filled in.
 * @throws MissingValue
 */
export async function fillIn(pattern: string, valued: Valued, change: Change = (values) => values): Promise<string> {
  const values = await Promise.all(
    [...pattern.matchAll(PLACEHOLDER)].map(async ([, name = '', fallback = '']) => {
      const value = (await valued(name)) ?? cleanValue(fallback);
      if (value === '') throw new MissingValue(name);
      return value;
    }),
  );
  const changed = change(values, fixedPart(pattern).length);
  let index = 0;
  return pattern.replace(PLACEHOLDER, () => changed[index++] ?? '');
}
