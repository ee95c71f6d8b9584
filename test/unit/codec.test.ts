import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../workflows/words';
import { createCodec } from '../../src/temporal/internal/codec';

const keyOf = (id: string, byte = 7) => ({ id, key: Buffer.alloc(32, byte) });
const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const valueOf = (payload: Payload | undefined): unknown => defaultPayloadConverter.fromPayload(payload!);
const TEXT = 'conversation 6a0f';
const plain = payloadOf({ text: TEXT });

async function encrypted(codec = createCodec([keyOf('new')])): Promise<Payload> {
  const [payload] = await codec.encode([plain]);
  return payload!;
}

describe('what Temporal stores, with a key set', () => {
  it('comes back as it was', async () => {
    const codec = createCodec([keyOf('new')]);
    for (const value of [{ text: TEXT }, [], '', null, undefined, 0, 'ñ'.repeat(100_000), new Uint8Array([1, 2, 3])]) {
      const [decoded] = await codec.decode(await codec.encode([payloadOf(value)]));
      expect(valueOf(decoded)).toEqual(value);
    }
  });

  it('shows the key’s id and nothing of the value or its encoding, and never the same bytes twice', async () => {
    const [one, two] = [await encrypted(), await encrypted()];
    expect(Object.entries(one.metadata ?? {}).map(([key, value]) => [key, Buffer.from(value).toString()])).toEqual([
      ['encoding', 'binary/encrypted'],
      ['encryption-key-id', 'new'],
    ]);
    expect(Buffer.from(one.data!).toString('latin1')).not.toMatch(/conversation|json/);
    expect(one.data).not.toEqual(two.data);
    expect(Buffer.from(one.data!).subarray(0, 12)).not.toEqual(Buffer.from(two.data!).subarray(0, 12));
  });

  it('is readable while keys rotate: the first encrypts, all decrypt', async () => {
    const before = await encrypted(createCodec([keyOf('old', 1)]));
    const rotating = createCodec([keyOf('new', 2), keyOf('old', 1)]);
    expect(valueOf((await rotating.decode([before]))[0])).toEqual({ text: TEXT });
    expect(Buffer.from((await encrypted(rotating)).metadata!['encryption-key-id']!).toString()).toBe('new');
  });

  it('is refused when any of it was changed: nonce, text, tag, length, or the key’s id', async () => {
    const codec = createCodec([keyOf('new'), keyOf('other')]);
    const payload = await encrypted(codec);
    const bytes = Buffer.from(payload.data!);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      await expect(codec.decode([{ ...payload, data: changed }])).rejects.toThrow(
        'cannot be decrypted with the key new',
      );
    }
    for (const length of [0, 12, 27, 28, bytes.length - 1]) {
      const decoding = codec.decode([{ ...payload, data: bytes.subarray(0, length) }]);
      await expect(decoding).rejects.toThrow('cannot be decrypted');
    }
    // Same key bytes, another id: the id is authenticated too.
    const metadata = { ...payload.metadata, 'encryption-key-id': Buffer.from('other') };
    await expect(codec.decode([{ ...payload, metadata }])).rejects.toThrow('cannot be decrypted with the key other');
  });

  it('says which key is missing', async () => {
    const decoding = createCodec([keyOf('new')]).decode([await encrypted(createCodec([keyOf('lost')]))]);
    await expect(decoding).rejects.toThrow('"lost", which VENTANA_ENCRYPTION_KEYS does not contain');
    const { data, metadata } = await encrypted();
    const nameless = { data, metadata: { encoding: metadata!['encoding']! } } as Payload;
    await expect(createCodec([keyOf('new')]).decode([nameless])).rejects.toThrow('the key ""');
  });

  it('passes what is not encrypted, so that runs from before the first key go on', async () => {
    const odd: Payload[] = [plain, {}, { metadata: { encoding: Buffer.from('binary/other') }, data: Buffer.from('x') }];
    expect(await createCodec([keyOf('new')]).decode(odd)).toEqual(odd);
  });

  it('leaves a summary within the 400 bytes that Temporal gives it, even with the longest key id and names', async () => {
    const macro = 'WhatsApp::"Reabrir" conversación '.repeat(20);
    const name = 'ñ"'.repeat(300);
    const summaries = [
      summaryOf({
        type: 'updateTicket',
        update: { ticketId: '9'.repeat(19), status: 'open', clearAction: true, macro, notes: [] },
      }),
      summaryOf({
        type: 'send',
        intentId: 'i',
        order: {
          sendId: 'i:template:1',
          ticketId: '1',
          purpose: { kind: 'proactive', name },
          rendition: 'template',
          message: name,
        } as never,
      }),
    ];
    for (const summary of summaries) {
      const [payload] = await createCodec([keyOf('k'.repeat(32))]).encode([payloadOf(summary)]);
      expect(temporal.api.common.v1.Payload.encode(payload!).finish().length).toBeLessThanOrEqual(400);
    }
  });
});
