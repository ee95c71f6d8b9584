/**
 * `npm run attack -- --connections 1000 --rounds 4 --seconds 15`: hostile connections against `ventana server` in a
 * process of its own, over a real Temporal, within 512 MB where the system lets us set such a limit (Linux, as root).
 * `--only NAME` takes one kind of connection; `--addresses 1` lets all come from the address of the genuine webhooks.
 * Exit code 1 when it was killed, less than 99 % of the genuine webhooks were accepted at the first try, or its memory
 * grew after the second round.
 */
import { parseArgs } from 'node:util';
import { attack, type Withstood } from './attack';
import { limitMemory } from './memoryLimit';
import { startService } from './targets';

const MIB = 1024 * 1024;
const LIMIT_BYTES = 512 * MIB;
/** A process that idles keeps some pages that it could give back. */
const GROWTH_BYTES = 48 * MIB;

async function main(): Promise<number> {
  const text = { type: 'string' as const };
  const options = { connections: text, addresses: text, rounds: text, seconds: text, only: text };
  const { values } = parseArgs({ options });
  const connections = Number(values.connections ?? 1_000);
  const limit = limitMemory(LIMIT_BYTES);
  const target = await startService(limit);
  try {
    const result = await attack({
      target,
      connections,
      addresses: Number(values.addresses ?? 250),
      rounds: Number(values.rounds ?? 4),
      roundMs: Number(values.seconds ?? 15) * 1_000,
      ...(values.only !== undefined && { only: values.only }),
      ...(limit && { limit }),
    });
    print(connections, result, limit !== undefined);
    if (target.loopMs) console.log(`its event loop was late by ${Math.round(target.loopMs())} ms at most`);
    const { ended, genuine, accepted, memory } = result;
    const grown = (memory.at(-1) ?? 0) - (memory[1] ?? Infinity);
    return ended === undefined && accepted >= genuine * 0.99 && grown < GROWTH_BYTES ? 0 : 1;
  } finally {
    await target.stop();
    limit?.remove();
  }
}

function print(connections: number, result: Withstood, isLimited: boolean): void {
  const {
    genuine,
    accepted,
    liveMs,
    connectingMs,
    longestAtMs,
    turnedAway,
    dead,
    memory,
    peaks,
    logged,
    hostile,
    ended,
  } = result;
  const mib = (bytes: number[]): string => bytes.map((it) => Math.round(it / MIB)).join(', ');
  const slowest = [...liveMs].sort((a, b) => b - a);
  console.log(`${connections} hostile connections at a time, ${hostile} in all`);
  console.log(`${accepted} of ${genuine} genuine webhooks accepted at the first try`);
  const [longest = 0, for99 = 0, half = 0] = [0, 0.01, 0.5].map((part) =>
    Math.round(slowest[Math.floor(slowest.length * part)] ?? 0),
  );
  const connecting = `${Math.round(connectingMs)} of them until the system had made the connection`;
  console.log(
    `live at METRICS_PORT: ${longest} ms at most (${connecting}; begun ${Math.round(longestAtMs)} ms into its round), ` +
      `${for99} ms for 99 %, ${half} ms for half of them, ${dead} without an answer`,
  );
  if (turnedAway !== undefined) console.log(`the system had no place in line for ${turnedAway} connections`);
  console.log(`resident after each round: ${mib(memory)} MiB`);
  console.log(
    isLimited ? `most within 512 MiB, each round: ${mib(peaks)} MiB` : 'no memory limit: this system gave us none',
  );
  console.log(`lines logged in each round: ${logged.join(', ')}`);
  if (ended !== undefined) console.log(`THE RECEIVER ENDED: ${ended}`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
