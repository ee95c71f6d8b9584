import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Offenders } from './offenders';

export interface ConnectionLimits {
  /** Connections open at the same time. */
  connections: number;
  /** Of these, from one address. Undefined behind a proxy, from which all of them come. */
  perAddress?: number | undefined;
  /** Whose connections are closed unread. Undefined behind a proxy. */
  offenders?: Offenders | undefined;
}

/**
 * When all connections are in use, or all of one address, the one goes that has been without a request for longest: who
 * sends slowly, or nothing, keeps nobody out. A connection with a request in progress stays; its time is limited. It
 * has one request at a time: a second one before the first is answered (pipelining, which neither vendors nor proxies
 * do) ends it.
 * @param server with its request listener
 */
export function limitConnections(
  server: Server,
  { connections, perAddress = Infinity, offenders }: ConnectionLimits,
): { endIdle: () => void } {
  const all = createGroup();
  const byAddress = new Map<string, Group>();

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (offenders?.has(address)) return void socket.destroy();
    stopParsingOnceClosed(socket);
    const own = byAddress.get(address) ?? createGroup();
    byAddress.set(address, own);
    if (own.open >= perAddress) endOldest(own);
    else if (all.open >= connections) endOldest(all);
    for (const group of [all, own]) {
      group.open += 1;
      group.idle.add(socket);
    }
    socket.once('close', () => {
      for (const group of [all, own]) {
        group.open -= 1;
        group.idle.delete(socket);
      }
      if (own.open === 0) byAddress.delete(address);
    });
  });

  function begin({ socket, method }: IncomingMessage, response: ServerResponse): boolean {
    if (socket.destroyed) return false;
    const groups = [all, byAddress.get(socket.remoteAddress ?? '')];
    if (!all.idle.has(socket)) {
      offenders?.refused(socket.remoteAddress ?? '');
      socket.destroy();
      return false;
    }
    for (const group of groups) group?.idle.delete(socket);
    const { remoteAddress = '' } = socket;
    response.once('close', () => {
      judge(response, method, remoteAddress);
      if (!socket.destroyed) for (const group of groups) group?.idle.add(socket);
    });
    return true;
  }
  function judge({ statusCode, writableFinished }: ServerResponse, method: string | undefined, address: string): void {
    if (method === 'POST' && writableFinished && statusCode < 300) offenders?.taken(address);
    else if (!writableFinished || (statusCode >= 400 && statusCode < 500 && statusCode !== AGAIN))
      offenders?.refused(address);
  }
  server.on('clientError', (_error, { remoteAddress = '' }: Socket) => offenders?.refused(remoteAddress));

  const handlers = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (begin(request, response)) for (const handle of handlers) handle(request, response);
  });
  return { endIdle: () => all.idle.forEach((socket) => socket.destroy()) };
}

/** Our "again" to Zendesk. */
const AGAIN = 409;

interface Group {
  open: number;
  /** Without a request in progress, for longest first. */
  idle: Set<Socket>;
}

const createGroup = (): Group => ({ open: 0, idle: new Set() });

function endOldest({ idle }: Group): void {
  const [oldest] = idle;
  oldest?.destroy();
}

/** What its parser returns to llhttp after the headers: nothing that follows belongs to HTTP. */
const NO_MORE = 2;

type OnIncoming = (request: IncomingMessage, keepAlive: boolean) => number;

/**
 * Stops the parser of a connection that has been closed. Node would read the other requests of the packet too, and make
 * an error for each, with its stack: 200 small requests in one packet cost as much as hundreds of connections. The
 * properties are not documented (Node 20 to 24 have them): without them, all are read.
 */
function stopParsingOnceClosed(socket: Socket): void {
  const { parser } = socket as Socket & { parser?: { onIncoming?: OnIncoming } | null };
  const { onIncoming } = parser ?? {};
  if (!parser || typeof onIncoming !== 'function') return;
  parser.onIncoming = (request, keepAlive) => {
    const answer = onIncoming.call(parser, request, keepAlive);
    return socket.destroyed ? NO_MORE : answer;
  };
}
