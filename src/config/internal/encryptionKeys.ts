/** A key that encrypts what Temporal stores. */
export interface EncryptionKey {
  /** Written beside everything that it encrypts; no secret. */
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

const KEY_BYTES = 32;
/** The id is stored with every payload, and Temporal's UI gives a summary 400 bytes in all. */
const KEY = /^([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/**
 * The keys of `VENTANA_ENCRYPTION_KEYS` (`id:base64` with commas between): the first encrypts, all decrypt.
 * @returns in words, without a key's value, what is wrong
 */
export function parseEncryptionKeys(text: string): EncryptionKey[] | string {
  const keys: EncryptionKey[] = [];
  for (const part of text.split(',').map((it) => it.trim())) {
    const [, id, base64] = KEY.exec(part) ?? [];
    const key = Buffer.from(base64 ?? '', 'base64');
    if (id === undefined || key.length !== KEY_BYTES) return 'contains something other than id:base64 of 32 bytes';
    if (keys.some((it) => it.id === id)) return `contains the key ${id} twice`;
    keys.push({ id, key });
  }
  return keys;
}
