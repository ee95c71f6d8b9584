import { randomBytes, randomInt } from 'node:crypto';

/** An id in Sunshine's format. */
export const hexId = (): string => randomBytes(12).toString('hex');

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id in the format of Zendesk's webhook and event ids. */
export const ulid = (): string => `01${Array.from(randomBytes(24), (byte) => alphabet[byte % 32]).join('')}`;

/** A Zendesk id that nobody can guess, so that the code must look configured things up. */
export const largeNumber = (): number => 360_000_000_000 + randomInt(1_000_000_000) * 10;

/** A message id in WhatsApp's format. */
export const wamid = (): string => `wamid.${randomBytes(24).toString('base64url')}`;

/** A secret in the vendors' format. */
export const secret = (): string => randomBytes(24).toString('base64url');
