/**
 * `npm run attack -- --connections 1000 --rounds 4 --seconds 15`: a minute against the receiver in this process. Exit
 * code 1 when less than 99 % of the genuine webhooks were accepted, or memory grew after the second round.
 */
import { parseArgs } from 'node:util';
import { attack } from './attack';

const GROWTH_BYTES = 16 * 1024 * 1024;

async function main(): Promise<number> {
  const number = { type: 'string' as const };
  const { values } = parseArgs({ options: { connections: number, rounds: number, seconds: number } });
  const result = await attack({
    connections: Number(values.connections ?? 1_000),
    rounds: Number(values.rounds ?? 4),
    roundMs: Number(values.seconds ?? 15) * 1_000,
  });
  const { genuine, accepted, liveMs, heap, hostile } = result;
  console.log(`${hostile} hostile connections; ${accepted} of ${genuine} genuine webhooks accepted`);
  console.log(
    `live: ${Math.round(liveMs)} ms at most; heap after each round: ${heap.map((it) => `${Math.round(it / 1024)} KiB`).join(', ')}`,
  );
  const grown = (heap.at(-1) ?? 0) - (heap[1] ?? Infinity);
  return accepted >= genuine * 0.99 && genuine > 0 && grown < GROWTH_BYTES ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
