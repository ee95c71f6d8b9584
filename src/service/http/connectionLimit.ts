import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** Connections open at the same time. */
  connections: number;
  /** Of these, from one address. Undefined behind a proxy, from which all of them come. */
  perAddress?: number | undefined;
}

/**
 * When all connections are in use, or all of one address, the one goes that has been without a request for longest: who
 * sends slowly, or nothing, keeps nobody out. A connection with a request in progress stays; its time is limited. It has
 * one request at a time: a second one before the first is answered (pipelining, which neither vendors nor proxies do)
 * ends it.
 * @param server with its request listener
 */
export function limitConnections(
  server: Server,
  { connections, perAddress = Infinity }: ConnectionLimits,
): { endIdle: () => void } {
  const all = createGroup();
  const byAddress = new Map<string, Group>();

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
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

  function begin({ socket }: IncomingMessage, response: ServerResponse): boolean {
    // Of many requests in one packet the parser gives us all, whatever has become of the connection.
    if (socket.destroyed) return false;
    const groups = [all, byAddress.get(socket.remoteAddress ?? '')];
    if (!all.idle.has(socket)) {
      socket.destroy();
      return false;
    }
    for (const group of groups) group?.idle.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) for (const group of groups) group?.idle.add(socket);
    });
    return true;
  }
  const handlers = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (begin(request, response)) for (const handle of handlers) handle(request, response);
  });
  return { endIdle: () => all.idle.forEach((socket) => socket.destroy()) };
}

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
