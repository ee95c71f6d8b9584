import { createHash } from 'node:crypto';

/**
 * A fingerprint of the part of the policy that a ticket's run uses: twelve hexadecimal digits. The order of the keys in
 * the file does not change it.
 */
export const versionOf = (meaning: object): string =>
  createHash('sha256').update(JSON.stringify(meaning, inOrder)).digest('hex').slice(0, 12);

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
