/**
 * A process with hostile connections: `attackers.ts PORT CONNECTIONS ADDRESSES [NAME]`, all kinds, one, or
 * `no floods`. Each connection that is closed is followed by another of the next kind. Says when it has begun. It ends
 * with its parent, or at any message from it, which it answers with the number of connections that it made.
 */
import { connect } from 'node:net';
import { platform } from 'node:os';
import { hostile } from './hostile';

const AGAIN_MS = 100;
/** A connection that is refused at once must not keep this process busy with itself. */
const PAUSE_MS = 20;
const MOST_WAITING_BYTES = 256 * 1024;

const [, , port = '', connections = '', from = '', name] = process.argv;
const addresses = Number(from);
const kinds = hostile.filter((it) => name === undefined || it.name === name || (name === 'no floods' && !it.flood));
let made = 0;

/**
 * Linux has all of 127.0.0.0/8: to the target, the connections come from that many different peers. Elsewhere, and
 * with one address, all share 127.0.0.1 with who is genuine.
 */
const addressOf = (turn: number): string =>
  platform() === 'linux' && addresses > 1
    ? `127.1.${(turn % addresses) >> 8}.${(turn % addresses) & 255}`
    : '127.0.0.1';

function keepOn(turn: number): void {
  const { first, again, deaf } = kinds[turn % kinds.length]!;
  made += 1;
  const from = { port: Number(port), host: '127.0.0.1', localAddress: addressOf(turn) };
  const socket = connect(from, () => socket.write(first, 'latin1'));
  const drip = setInterval(() => {
    if (again !== undefined && socket.writable && socket.writableLength < MOST_WAITING_BYTES)
      socket.write(again, 'latin1');
  }, AGAIN_MS);
  socket.on('error', () => undefined);
  if (!deaf) socket.resume();
  socket.on('close', () => {
    clearInterval(drip);
    setTimeout(keepOn, PAUSE_MS, turn + 1);
  });
}

for (let n = 0; n < Number(connections); n += 1) keepOn(n);
process.send?.('begun');
process.on('message', () => process.send?.(made, () => process.exit()));
process.on('disconnect', () => process.exit());
