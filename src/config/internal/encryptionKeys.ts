/** A key that encrypts what Temporal stores. */
export interface EncryptionKey {
  /** Stored next to everything that the key encrypts. Not a secret. */
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

const KEY_BYTES = 32;
/** The id is short because every payload carries it, and Temporal's UI allows 400 bytes in total for a summary. */
const KEY = /^([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/**
 * Parses `VENTANA_ENCRYPTION_KEYS`: `id:base64`, separated by commas. The first key encrypts, all of them decrypt.
 * @returns the keys, or a message that says what is wrong and contains no key
 */
export function parseEncryptionKeys(text: string): EncryptionKey[] | string {
  const keys: EncryptionKey[] = [];
  for (const part of text.split(',').map((it) => it.trim())) {
    const [, id, base64] = KEY.exec(part) ?? [];
    const key = Buffer.from(base64 ?? '', 'base64');
    if (id === undefined || key.length !== KEY_BYTES) return 'contains something other than id:base64 of 32 bytes';
    if (keys.some((it) => it.id === id)) return 'contains two keys with the same id';
    keys.push({ id, key });
  }
  return keys;
}
