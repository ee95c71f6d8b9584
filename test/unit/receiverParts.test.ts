import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/telemetry/log';
import { parseJson } from '../../src/vendors/http/parseJson';

describe('JSON from outside', () => {
  test('leaves out __proto__ at any depth, however it is spelt', () => {
    const json = parseJson(Buffer.from('{"a":{"__proto__":{"x":1}},"\\u005f_proto__":2,"b":3}'));
    expect(Object.keys(json?.value as object)).toEqual(['a', 'b']);
    expect(Object.keys((json?.value as { a: object }).a)).toEqual([]);
  });

  test('null is JSON, nothing is not, nor are bytes that are no UTF-8', () => {
    expect(parseJson(Buffer.from('null'))).toEqual({ value: null });
    expect(parseJson(Buffer.alloc(0))).toBeUndefined();
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toBeUndefined();
  });
});

describe('deep JSON', () => {
  const nest = (levels: number): Buffer => Buffer.from('[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2));

  test('is read to 64 levels and no further', () => {
    expect(parseJson(nest(64))).toBeDefined();
    expect(parseJson(nest(66))).toBeUndefined();
  });

  test('is not what brackets in a text are, nor many small lists', () => {
    expect(parseJson(Buffer.from(JSON.stringify(['['.repeat(99), `"${'{'.repeat(99)}\\`])))).toBeDefined();
    expect(parseJson(Buffer.from(JSON.stringify(Array.from({ length: 99 }, () => []))))).toBeDefined();
  });
});

describe('the log', () => {
  const logged = (write: (log: ReturnType<typeof createLog>) => void) => {
    let text = '';
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        text += chunk.toString();
        done();
      },
    });
    write(createLog('info', sink));
    return text;
  };

  test('drops bodies, headers and credentials, wherever they stand', () => {
    const text = logged((log) =>
      log.info({
        ticketId: '7',
        request: { Authorization: 'x-secret', headers: { 'X-API-Key': 'x-secret' }, data: [{ body: 'x-secret' }] },
        'x-api-key': 'x-secret',
      }),
    );
    expect(text).toContain('"ticketId":"7"');
    expect(text).not.toContain('x-secret');
  });

  test('of an error prints name, message, stack and code only', () => {
    const error = Object.assign(new Error('no answer', { cause: new Error('x-secret') }), {
      code: 'ECONNRESET',
      config: { auth: 'x-secret' },
      response: { data: 'x-secret' },
    });
    for (const text of [logged((log) => log.error(error)), logged((log) => log.error({ error, deep: { error } }))]) {
      expect(text).toMatch(/"code":"ECONNRESET"/);
      expect(text).toMatch(/"message":"no answer"/);
      expect(text).not.toContain('x-secret');
    }
  });
});
