import { createServer } from 'node:net';

const IP = '127.0.0.1';
/**
 * Below every system's range for outgoing connections and for port 0 (Linux: from 32768; macOS, Windows: from 49152). A
 * free port of that range may be given away again before a server listens there.
 */
const [FIRST, LAST] = [20_000, 32_767];
const PORTS = LAST - FIRST;
const ATTEMPTS = 200;
/**
 * Nobody listens on a port yet when it is given out: two processes that drew the same one at random would meet there. So
 * each goes through the range from a place of its own, so many ports from the next process's.
 */
const APART = 97;
let place = process.pid * APART;

/**
 * A port of 127.0.0.1 where nobody listens: the preferred one if it is free. 0 prefers none.
 * @throws {Error} when two hundred in a row were taken
 */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred !== 0 && (await isFree(preferred))) return preferred;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = FIRST + ((place += 1) % PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port on ${IP}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, IP, () => server.close(() => resolve(true)));
  });
}
