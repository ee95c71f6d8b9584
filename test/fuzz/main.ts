/**
 * Spoiled webhooks and requests to `/app` against the receiver, and spoiled answers against the adapters:
 * `npm run fuzz -- --requests 20000 --seed 7`. The same seed makes the same stream. Exit code 1 when anything did not hold.
 */
import { parseArgs } from 'node:util';
import { fuzzApp } from './fuzzApp';
import { fuzzClients } from './fuzzClients';
import { fuzzReceiver } from './fuzzReceiver';

/** A call of an adapter costs several requests, and some wait for a time-out. */
const REQUESTS_PER_CALL = 10;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { requests: { type: 'string' }, seed: { type: 'string' } } });
  const requests = Number(values.requests ?? 20_000);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed)) {
    console.error('npm run fuzz -- [--requests NUMBER] [--seed NUMBER]');
    return 2;
  }
  console.log(`seed ${seed}`);
  const receiver = await fuzzReceiver(requests, seed);
  print(
    `${receiver.requests} webhooks, ${receiver.delivered} events delivered, heap ${kib(receiver.heapGrowth)}`,
    receiver,
  );
  const clients = await fuzzClients(Math.ceil(requests / REQUESTS_PER_CALL), seed);
  print(`${clients.calls} calls of the adapters`, clients);
  const app = await fuzzApp(requests, seed);
  print(`${app.requests} requests to /app`, app);
  const violations = [receiver, clients, app].filter(({ violation }) => violation !== undefined).length;
  console.log(violations === 0 ? `all held, seed ${seed}` : `${violations} of 3 did not hold, seed ${seed}`);
  return violations === 0 ? 0 : 1;
}

function print(title: string, { counts, violation }: { counts: Record<string, number>; violation?: string }): void {
  console.log(title);
  for (const [what, count] of Object.entries(counts).sort()) console.log(`  ${what}: ${count}`);
  if (violation !== undefined) console.log(`VIOLATION ${violation}`);
}

const kib = (bytes: number): string => `${bytes < 0 ? '' : '+'}${Math.round(bytes / 1024)} KiB`;

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
