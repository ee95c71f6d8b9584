import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Payload, type PayloadCodec, ValueError } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { EncryptionKey } from '../../config/config';

const { Payload: payloadType } = temporal.api.common.v1;

const ALGORITHM = 'aes-256-gcm';
/** Random for every payload, in AES-GCM's own length. One key is good for 2^32 payloads (NIST SP 800-38D, 8.3). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** As in Temporal's samples, so that Temporal's tools recognise it. */
const ENCRYPTED = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';

/**
 * Encrypts each payload whole, including its metadata. Nonce, ciphertext and tag become the data of a new payload,
 * beside the key's id. A payload that is not encrypted passes through unchanged, so that runs that began before the
 * first key can continue.
 *
 * @param keys the first key encrypts, all of them decrypt
 */
export function createCodec(keys: readonly [EncryptionKey, ...EncryptionKey[]]): PayloadCodec {
  const [newest] = keys;
  const decode = (payload: Payload): Payload =>
    textOf(payload.metadata?.['encoding']) === ENCRYPTED ? decrypt(keys, payload) : payload;
  return {
    encode: (payloads) => Promise.resolve(payloads.map((payload) => encrypt(newest, payload))),
    decode: (payloads) => new Promise((resolve) => resolve(payloads.map(decode))),
  };
}

function encrypt({ id, key }: EncryptionKey, payload: Payload): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(id));
  const ciphertext = cipher.update(payloadType.encode(payload).finish());
  const data = Buffer.concat([nonce, ciphertext, cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: Buffer.from(ENCRYPTED), [KEY_ID]: Buffer.from(id) }, data };
}

/** @throws {ValueError} when the key is missing or the payload has been altered; the message contains no data */
function decrypt(keys: readonly EncryptionKey[], { metadata, data }: Payload): Payload {
  const id = textOf(metadata?.[KEY_ID]);
  const key = keys.find((it) => it.id === id)?.key;
  if (!key) {
    throw new ValueError(
      `A payload is encrypted with the key ${JSON.stringify(id)}, which VENTANA_ENCRYPTION_KEYS does not contain.`,
    );
  }
  const bytes = data ?? new Uint8Array();
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw damaged(id);
  const tagAt = bytes.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(id))
      .setAuthTag(bytes.subarray(tagAt));
    return payloadType.decode(Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, tagAt)), decipher.final()]));
  } catch {
    throw damaged(id);
  }
}

const damaged = (id: string): ValueError =>
  new ValueError(`A payload cannot be decrypted with the key ${id}: it was changed, or another key has that id.`);

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();
