import { createHash } from 'node:crypto';

/**
 * The fingerprint of what of the policy a ticket's run goes by: the same for the same meaning, in whatever order the file has it.
 * Twelve hexadecimal digits.
 */
export const versionOf = (meaning: object): string =>
  createHash('sha256').update(JSON.stringify(meaning, inOrder)).digest('hex').slice(0, 12);

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
