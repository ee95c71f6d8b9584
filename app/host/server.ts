/** Serves the built app as Zendesk would, with a stand-in for its SDK in place of the one from its own address. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { AppRequest, ZendeskBackend } from './backend';

interface HostOptions {
  /** The folder `host`, and the built package (`dist/package`). */
  hostFolder: string;
  packageFolder: string;
  backend: ZendeskBackend;
  /** What the page's address says of the agent's colour scheme. */
  colorScheme?: 'light' | 'dark';
}

export interface Host {
  url: string;
  close(): Promise<void>;
}

const SDK = /https:\/\/static\.zdassets\.com\/zendesk_app_framework_sdk\/[\d.]+\/zaf_sdk\.min\.js/;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};

export async function startHost(options: HostOptions): Promise<Host> {
  const handle = handler(options);
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Answers `/`, `/zaf/...` and `/assets/...`. */
function handler(options: HostOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { hostFolder, packageFolder, colorScheme = 'light' } = options;
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const send = (type: string, body: string | Buffer): void =>
      void response.writeHead(200, { 'content-type': type }).end(body);
    if (request.method === 'POST') {
      const answer = await answerTo(pathname, await bodyOf(request), options.backend);
      return send('application/json', JSON.stringify(answer));
    }
    if (pathname === '/') {
      const frame = `/assets/iframe.html?origin=host&app_guid=1&colorScheme=${colorScheme}`;
      return send(
        types['.html'] ?? '',
        (await readFile(join(hostFolder, 'page.html'), 'utf8')).replace('{{frame}}', frame),
      );
    }
    const [, kind, name = ''] = /^\/(zaf|assets)\/([\w.-]+)$/.exec(pathname) ?? [];
    if (kind === undefined) return void response.writeHead(404).end();
    const path = kind === 'zaf' ? join(hostFolder, name) : join(packageFolder, 'assets', name);
    const content = await readFile(path);
    send(types[extname(name)] ?? 'application/octet-stream', withStandIn(name, content));
  };
}

/** A file of the app, with the stand-in in place of the SDK. */
export const withStandIn = (name: string, content: Buffer): string | Buffer =>
  name.endsWith('.html') ? content.toString().replace(SDK, '/zaf/sdk.js') : content;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}');
  return body;
}

/** @param pathname of a call of page.js */
export async function answerTo(pathname: string, body: unknown, backend: ZendeskBackend): Promise<unknown> {
  switch (pathname) {
    case '/zaf/context':
      return backend.context();
    case '/zaf/metadata':
      return { settings: backend.settings() };
    case '/zaf/get':
      return values((body as { paths: string[] }).paths, backend);
    case '/zaf/request':
      return backend.request(body as AppRequest);
    default:
      return { errors: { [pathname]: 'unknown' } };
  }
}

/** As `client.get` answers: what is not known stands under `errors`. */
function values(paths: string[], backend: ZendeskBackend): object {
  const found = paths.map((path) => [path, backend.get(path)] as const);
  const unknown = found.filter(([, value]) => value === undefined).map(([path]) => [path, { message: 'unknown path' }]);
  const known: Record<string, unknown> = Object.fromEntries(found.filter(([, value]) => value !== undefined));
  return Object.assign(known, { errors: Object.fromEntries(unknown) as object });
}
