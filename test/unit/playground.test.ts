/** Whom the playground's server answers, and what its page is made of. */
import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { html } from '../../demo/playground/html';
import { guard } from '../../demo/playground/guard';
import { nextMondayAtNine } from '../../demo/playground/timekeeper';
import { languageIn, words } from '../../demo/playground/words';
import { mayCall } from '../../demo/playground/zendesk';

const PORT = 8234;
const own = `127.0.0.1:${PORT}`;

function guarded(): FastifyInstance {
  const server = Fastify();
  guard(server, () => PORT);
  server.get('/', () => 'page');
  server.get('/assets/iframe.html', () => 'app');
  server.post('/acts', () => 'done');
  return server;
}

describe('Y2 who is answered', () => {
  it.each([own, `localhost:${PORT}`])('Y2 a page of ours, at %s, reads and acts', async (host) => {
    const server = guarded();
    expect((await server.inject({ url: '/', headers: { host } })).body).toBe('page');
    const act = await server.inject({ method: 'POST', url: '/acts', headers: { host, origin: `http://${host}` } });
    expect(act.body).toBe('done');
  });

  it.each(['evil.example', `evil.example:${PORT}`, '127.0.0.1', '127.0.0.1:80', `127.0.0.1.evil.example:${PORT}`, ''])(
    'Y2 another name, or none, gets nothing: "%s"',
    async (host) => {
      const headers = { host, origin: `http://${host}` };
      for (const request of [{ url: '/' }, { url: '/nothing' }, { method: 'POST', url: '/acts' }] as const)
        expect((await guarded().inject({ ...request, headers })).statusCode).toBe(421);
    },
  );

  it.each([undefined, 'null', 'http://evil.example', `https://${own}`, `http://localhost:${PORT}`])(
    'Y2 an act from elsewhere changes nothing: origin %s',
    async (origin) => {
      const headers = { host: own, ...(origin !== undefined && { origin }) };
      expect((await guarded().inject({ method: 'POST', url: '/acts', headers })).statusCode).toBe(403);
    },
  );
});

describe('Y3 no other machine', () => {
  it.each(['/', '/assets/iframe.html'])('Y3 the policy of %s allows only our own address', async (url) => {
    const { headers } = await guarded().inject({ url, headers: { host: own } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(policy).toMatch(url === '/' ? /frame-ancestors 'none'/ : /frame-ancestors 'self'/);
    expect(/script-src[^;]*/.exec(policy)?.[0]).toBe("script-src 'self'");
  });

  it.each([
    ['/api/v2/tickets/1.json', true],
    ['http://127.0.0.1:8080/app/tickets/1', true],
    ['http://127.0.0.1:8081/app/tickets/1', false],
    ['https://elsewhere.example/app/tickets/1', false],
    ['//elsewhere.example/api/v2/', false],
    ['/sandbox/requests', false],
    ['/api/v2/../../sandbox/requests', false],
  ])('Y3 the app may call %s: %s', (url, may) => {
    expect(mayCall(url, 'http://127.0.0.1:8080')).toBe(may);
  });
});

describe('the page of the playground', () => {
  it('Y1 shows what people write as text', () => {
    expect(html`<p title="${'"'}">${'<b>&'}${false}${[html`<i></i>`, 'x']}</p>`.html).toBe(
      '<p title="&quot;">&lt;b&gt;&amp;<i></i>x</p>',
    );
  });

  it('Y1 says the same in both languages', () => {
    const keys = (value: object): string[] =>
      Object.entries(value).flatMap(([key, it]) =>
        typeof it === 'object' ? keys(it as object).map((inner) => `${key}.${inner}`) : [key],
      );
    expect(keys(words.es)).toEqual(keys(words.en));
    expect([languageIn(undefined, 'es-ES,es;q=0.9'), languageIn('en', 'es'), languageIn('fr')]).toEqual([
      'es',
      'en',
      'en',
    ]);
  });

  it.each([
    ['2026-12-07T07:59:00Z', '2026-12-07T08:00:00Z'],
    ['2026-12-07T08:00:00Z', '2026-12-14T08:00:00Z'],
    ['2026-10-23T10:00:00Z', '2026-10-26T08:00:00Z'],
  ])('Y1 the Monday after %s is %s, also when the clocks change', (now, monday) => {
    expect(new Date(nextMondayAtNine(Date.parse(now))).toISOString()).toBe(new Date(monday).toISOString());
  });
});
