import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  /** With its query. */
  url: string;
  headers: http.IncomingHttpHeaders;
  /** Parsed JSON. */
  body: unknown;
}

type Script = (request: SeenRequest, response: http.ServerResponse) => void;

/** Answers with JSON, or with a text as it is. */
export const reply =
  (status: number, body?: unknown, headers: Record<string, string> = {}): Script =>
  (_request, response) => {
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8';
    response.writeHead(status, { 'content-type': type, ...headers }).end(text);
  };

/** Reads the request and says nothing. */
export const silence: Script = () => undefined;

/** Reads the request and closes the connection. */
export const hangUp: Script = (_request, response) => void response.socket?.destroy();

/** Begins an answer and closes the connection. */
export const cutShort =
  (status: number): Script =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{', () => setTimeout(() => response.socket?.destroy(), 20));
  };

/** An HTTP server that answers `METHOD /path` (query left out) by a list of scripts, the last one over and over. */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  private readonly scripts = new Map<string, Script[]>();
  private readonly server = http.createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => this.answer(incoming, Buffer.concat(chunks).toString(), response));
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  on(route: string, ...scripts: Script[]): this {
    this.scripts.set(route, scripts);
    return this;
  }

  requests(route: string): SeenRequest[] {
    return this.seen.filter(({ method, url }) => `${method} ${url.split('?')[0]}` === route);
  }

  /** The body of the newest request of a route. */
  sent(route: string): unknown {
    return this.requests(route).at(-1)?.body;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer(incoming: http.IncomingMessage, text: string, response: http.ServerResponse): void {
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: text ? (JSON.parse(text) as unknown) : undefined };
    this.seen.push(request);
    const scripts = this.scripts.get(`${method} ${url.split('?')[0]}`) ?? [];
    const script = scripts.length > 1 ? scripts.shift() : scripts[0];
    (script ?? reply(404, { error: 'RecordNotFound', description: 'Not found' }))(request, response);
  }
}
