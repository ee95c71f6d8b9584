import { createHash } from 'node:crypto';

/**
 * The fingerprint of the part of the policy that a ticket's run uses: the same for the same meaning, whatever the order in the file.
 * Twelve hexadecimal digits.
 */
export const versionOf = (meaning: object): string =>
  createHash('sha256').update(JSON.stringify(meaning, inOrder)).digest('hex').slice(0, 12);

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
