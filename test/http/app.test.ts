/** `GET /app/tickets/ID`: who may read, and that nobody else learns anything. */
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppAccount } from '../../src/service/app/appRoutes';
import { boardView } from '../../src/service/app/board';
import { reportView } from '../../src/service/app/report';
import { ticketView } from '../../src/service/app/view';
import type { TicketRead } from '../../src/service/app/ticketSource';
import { APP_SECRET, claimsAt, type Forging, token } from '../support/appToken';
import { emptyBoard, policyOf } from '../support/appView';
import { NOW, testReceiver } from '../support/receiver';
import { pending } from '../support/states';

const OTHER_SECRET = 'the-secret-of-another-account-1234567';
const nowS = Math.floor(NOW / 1000);

/** Two accounts; each has read what it was asked for. */
function account(name: string, secrets: string[], reads: string[], changes: Partial<AppAccount> = {}): AppAccount {
  return {
    account: name,
    secrets,
    policy: policyOf,
    source: {
      read: (id): Promise<TicketRead> => {
        reads.push(`${name} ${id}`);
        const run = { runId: 'r', historyLength: 3, open: true, conversation: pending };
        return Promise.resolve({ at: NOW, run: id === '404' ? undefined : run, turns: undefined, pause: undefined });
      },
    },
    board: {
      read: () => {
        reads.push(`${name} board`);
        return Promise.resolve(emptyBoard(NOW));
      },
    },
    report: {
      read: (weeks) => {
        reads.push(`${name} report ${weeks}`);
        return Promise.resolve({ now: new Date(NOW).toISOString(), ledger: 'empty', report: null });
      },
    },
    ...changes,
  };
}

function open(changes: Partial<AppAccount> = {}, given?: AppAccount[]) {
  const reads: string[] = [];
  const both = [account('acme', [APP_SECRET], reads, changes), account('globex', [OTHER_SECRET], reads, changes)];
  const accounts = given ?? both;
  const receiver = testReceiver({ reading: { accounts, version: '1.2.3' } });
  const get = (authorization?: string, path = '/app/tickets/100') =>
    receiver.app.inject({ method: 'GET', url: path, ...(authorization && { headers: { authorization } }) });
  return { ...receiver, reads, get };
}

const bearer = (changes: object = {}, forging: Forging = {}): string =>
  `Bearer ${token({ ...claimsAt(NOW), ...changes }, forging)}`;

let rig: ReturnType<typeof open>;
afterEach(() => rig.app.close());

describe('J1 the app of an account reads a ticket', () => {
  it('J1 with a token of its installation: what is so, as agreed, for nobody to keep', async () => {
    rig = open();
    const answer = await rig.get(bearer());
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(ticketView.strict().parse(answer.json())).toMatchObject({
      ticket: '100',
      version: '1.2.3',
      stage: 'pending',
    });
    expect(rig.reads).toEqual(['acme 100']);
  });

  it('J1 while a secret is rotated, with either of the two', async () => {
    rig = open({ secrets: ['the-new-secret-of-at-least-32-bytes', APP_SECRET] });
    expect((await rig.get(bearer())).statusCode).toBe(200);
    expect((await rig.get(bearer({}, { secret: 'the-new-secret-of-at-least-32-bytes' }))).statusCode).toBe(200);
  });

  it('J1 with clocks that differ by half a minute, and without iat', async () => {
    rig = open();
    for (const claims of [{ iat: nowS + 25 }, { iat: nowS - 80, exp: nowS - 25 }, { iat: undefined }])
      expect((await rig.get(bearer(claims))).statusCode).toBe(200);
  });

  it('J1 a ticket that nobody watches is no error', async () => {
    rig = open();
    expect((await rig.get(bearer(), '/app/tickets/404')).json()).toMatchObject({
      watch: 'none',
      actions: expect.any(Array) as unknown,
    });
  });
});

describe('J2 nobody else learns anything', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const rs256 = (parts: string): string => createSign('RSA-SHA256').update(parts).sign(privateKey, 'base64url');
  const hs = (algorithm: string) => (parts: string) =>
    createHmac(algorithm, APP_SECRET).update(parts).digest('base64url');

  const foreign: [string, string | undefined][] = [
    ['no token', undefined],
    ['another scheme', `Basic ${token(claimsAt(NOW))}`],
    ['no JWT', 'Bearer x'],
    ['three dots', 'Bearer a.b.c'],
    ['a forged signature', bearer({}, { secret: 'not-the-secret-of-at-least-32-bytes' })],
    ['an empty secret', bearer({}, { secret: '' })],
    ['no signature', `${bearer().split('.').slice(0, 2).join('.')}.`],
    ['alg none', bearer({}, { header: { alg: 'none' }, sign: () => '' })],
    ['alg none, signed', bearer({}, { header: { alg: 'none' } })],
    ['RS256', bearer({}, { header: { alg: 'RS256' }, sign: rs256 })],
    ['RS256 that is an HMAC with our secret', bearer({}, { header: { alg: 'RS256' } })],
    ['HS256 with a public key as the secret', bearer({}, { secret: pem })],
    ['HS384', bearer({}, { header: { alg: 'HS384' }, sign: hs('sha384') })],
    ['HS512', bearer({}, { header: { alg: 'HS512' }, sign: hs('sha512') })],
    ['lower-case alg', bearer({}, { header: { alg: 'hs256' } })],
    ['an unknown crit', bearer({}, { header: { crit: ['x'], x: 1 } })],
    ['b64 false', bearer({}, { header: { crit: ['b64'], b64: false } })],
    ['expired', bearer({ iat: nowS - 100, exp: nowS - 40 })],
    ['no exp', bearer({ exp: undefined })],
    ['exp of a year', bearer({ exp: nowS + 31_536_000 })],
    ['exp as text', bearer({ exp: `${nowS + 60}` })],
    ['made in the future', bearer({ iat: nowS + 60, exp: nowS + 120 })],
    ['nbf in the future', bearer({ nbf: nowS + 60 })],
    ['another issuer', bearer({ iss: 'acme' })],
    ['no issuer', bearer({ iss: undefined })],
    ['no audience', bearer({ aud: undefined })],
    ['several audiences', bearer({ aud: [claimsAt(NOW)['aud'], 'ventana:globex'] })],
    ['the audience of an account that is not here', bearer({ aud: 'ventana:initech' })],
    ["another account's audience, our secret", bearer({ aud: 'ventana:globex' })],
    ["our audience, another account's secret", bearer({}, { secret: OTHER_SECRET })],
    ['a token of 5 kB', bearer({ x: 'x'.repeat(5_000) })],
  ];

  it('J2 each of them gets the same 401, is counted, and reads nothing', async () => {
    rig = open();
    const bodies = new Set<string>();
    for (const [name, authorization] of foreign) {
      const { statusCode, body, headers } = await rig.get(authorization);
      expect([name, statusCode]).toEqual([name, 401]);
      expect(headers['www-authenticate']).toBe('Bearer');
      bodies.add(body);
    }
    // A ticket that cannot be, too: nobody learns which path is one.
    bodies.add((await rig.get(undefined, '/app/tickets/x')).body);
    expect([...bodies]).toEqual(['{"error":"unauthorized","message":"The token is missing, wrong or too old."}']);
    expect(rig.reads).toEqual([]);
    expect(await rig.count('appRequests', { outcome: 'unauthorized' })).toBe(foreign.length + 1);
    expect(rig.logged()).not.toContain('eyJ');
  });

  it("J2 another account's token reads that account's ticket, never ours", async () => {
    rig = open();
    await rig.get(bearer({ aud: 'ventana:globex' }, { secret: OTHER_SECRET }));
    expect(rig.reads).toEqual(['globex 100']);
  });

  it('J2 without a secret nobody may read', async () => {
    rig = open({ secrets: [] });
    for (const secret of ['', APP_SECRET]) expect((await rig.get(bearer({}, { secret }))).statusCode).toBe(401);
  });
});

describe('J3 what it costs', () => {
  it('J3 answers a ticket id that cannot be with 400, and other methods with 404', async () => {
    rig = open();
    for (const id of ['x', '0', '-1', '1e3', '../1', '12345678901234567890', '%00'])
      expect([400, 404]).toContain((await rig.get(bearer(), `/app/tickets/${id}`)).statusCode);
    expect((await rig.app.inject({ method: 'POST', url: '/app/tickets/1' })).statusCode).toBe(404);
    expect(rig.reads).toEqual([]);
  });

  it('J8 a path that no router takes is not found, by any method', async () => {
    rig = open();
    for (const method of ['GET', 'HEAD', 'POST'] as const)
      for (const url of ['/app/tickets/*%20', '/a*b', '/app/:x*'])
        expect([400, 401, 404]).toContain((await rig.app.inject({ method, url })).statusCode);
  });

  it('J3 says that it is unavailable when Temporal fails, or takes too long', async () => {
    rig = open({ source: { read: () => Promise.reject(new Error('down')) } });
    const failed = await rig.get(bearer());
    expect([failed.statusCode, failed.headers['retry-after']]).toEqual([503, '5']);
    await rig.app.close();
    rig = open({ source: { read: () => new Promise(() => undefined) } });
    expect((await rig.get(bearer())).json()).toMatchObject({ error: 'unavailable' });
  });

  it('J3 reads only so much at a time', async () => {
    const waiting: (() => void)[] = [];
    rig = open({
      source: { read: () => new Promise((_resolve, reject) => waiting.push(() => reject(new Error('over')))) },
    });
    const all = Array.from({ length: 65 }, (_, n) => rig.get(bearer(), `/app/tickets/${n + 1}`));
    const first = await Promise.race(all);
    expect(first.json()).toMatchObject({ error: 'busy' });
    waiting.forEach((end) => end());
    expect((await Promise.all(all)).filter(({ body }) => body.includes('"busy"'))).toHaveLength(1);
  });
});

describe('Y44 the report', () => {
  it('Y44 is read with the same token, for one of the numbers of weeks, for nobody to keep', async () => {
    rig = open();
    const answer = await rig.get(bearer(), '/app/report?weeks=12');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(reportView.strict().parse(answer.json())).toMatchObject({ ledger: 'empty', version: '1.2.3' });
    expect(rig.reads).toEqual(['acme report 12']);
  });

  it('Y44 nobody else reads it, and no other span', async () => {
    rig = open();
    expect((await rig.get(undefined, '/app/report?weeks=12')).statusCode).toBe(401);
    for (const query of ['', '?weeks=', '?weeks=1000', '?weeks=4&weeks=4', '?weeks[]=4', '?weeks=04'])
      expect([query, (await rig.get(bearer(), `/app/report${query}`)).statusCode]).toEqual([query, 400]);
    expect(rig.reads).toEqual([]);
  });

  it('Y46 without a ledger it says so', async () => {
    const { report: _, ...bare } = account('acme', [APP_SECRET], []);
    rig = open({}, [bare]);
    expect((await rig.get(bearer(), '/app/report?weeks=4')).json()).toMatchObject({ ledger: 'none', report: null });
  });
});

describe('J44 the board', () => {
  it('J44 is read with the same token, as agreed, for nobody to keep', async () => {
    rig = open();
    const answer = await rig.get(bearer(), '/app/board');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(boardView.strict().parse(answer.json())).toMatchObject({ version: '1.2.3', needs: { count: 0 } });
    expect(rig.reads).toEqual(['acme board']);
  });

  it('J44 no other token reads it, and another account reads its own', async () => {
    rig = open();
    for (const authorization of [undefined, bearer({}, { secret: OTHER_SECRET }), bearer({ exp: nowS - 40 })])
      expect((await rig.get(authorization, '/app/board')).statusCode).toBe(401);
    expect(rig.reads).toEqual([]);
    await rig.get(bearer({ aud: 'ventana:globex' }, { secret: OTHER_SECRET }), '/app/board');
    expect(rig.reads).toEqual(['globex board']);
  });

  it('J44 says that it is unavailable when Temporal fails', async () => {
    rig = open({ board: { read: () => Promise.reject(new Error('down')) } });
    expect((await rig.get(bearer(), '/app/board')).statusCode).toBe(503);
  });
});
