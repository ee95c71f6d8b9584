/** Whom the playground answers, and what its pages may do in a browser. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const policy = (more: Record<string, string>): string =>
  Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    ...more,
  })
    .map((it) => it.join(' '))
    .join('; ');

/** Nothing is loaded from elsewhere, and nobody puts the page into a frame. */
const PAGE = policy({ 'frame-src': "'self'", 'frame-ancestors': "'none'" });
/** The sidebar app, in its frame, writes its styles by script. */
const FRAME = policy({ 'style-src': "'self' 'unsafe-inline'", 'frame-ancestors': "'self'" });

/**
 * Answers only who names this machine: a page of another site whose name points here (DNS rebinding) has its own name
 * in `Host`. What changes something must come from a page of ours. The browser, not the page, writes both headers.
 *
 * @param port where we listen
 */
export function guard(server: FastifyInstance, port: () => number): void {
  const names = (): string[] => ['127.0.0.1', 'localhost'].map((it) => `${it}:${port()}`);
  server.addHook('onRequest', (request, reply, done) => {
    headers(request, reply);
    const { host = '', origin } = request.headers;
    if (!names().includes(host)) return void refuse(reply, 421, 'This is the playground of another address.');
    if (request.method !== 'GET' && origin !== `http://${host}`)
      return void refuse(reply, 403, 'This must come from a page of the playground.');
    done();
  });
}

const refuse = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  reply.code(status).type('text/plain').send(message);

function headers({ url }: FastifyRequest, reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': url.startsWith('/assets/') ? FRAME : PAGE,
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
}
