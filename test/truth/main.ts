/**
 * `npm run truth -- --tickets 20000 --recorded 100000 --live 100`: draws accounts with a known truth, and holds against
 * it what `audit`, the ledger, `report` and `ledger rebuild` say, row by row.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { workflowCode } from '../../src/service/worker/workflowBundle';
import { elapsed } from '../../src/system/elapsed';
import { pinnedCli } from '../support/cli';
import { auditRun, type Part, rebuildRun, recordedRun } from './commandRuns';
import { liveRun } from './liveRun';

const SHOWN = 20;
const LOST = 0.1;
const RESTARTS_OF = 10;

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '300' },
    recorded: { type: 'string', default: '0' },
    live: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
});

async function main(): Promise<void> {
  const { tickets, recorded, live, seed } = values;
  const size = { tickets: Number(tickets), seed: Number(seed) };
  const folder = await mkdtemp(join(tmpdir(), 'ventana-truth-'));
  try {
    if (size.tickets > 0) {
      tell(await auditRun(size));
      tell(await rebuildRun(size));
    }
    if (Number(recorded) > 0) tell(await recordedRun({ ...size, tickets: Number(recorded) }, folder));
    if (Number(live) > 0) await playLive(Number(live), size.seed, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tell({ what, tickets, rows, differences, figures, wrong }: Part): void {
  console.log(`${what}: ${tickets} tickets, ${rows} rows, ${differences.length} differences; ${figures}`);
  for (const it of [...wrong, ...differences.slice(0, SHOWN)]) console.log('  ', it);
  if (differences.length + wrong.length > 0) process.exitCode = 1;
}

async function playLive(lives: number, seed: number, folder: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const bundle = join(folder, 'workflows.js');
  await writeFile(bundle, (await bundleWorkflowCode({ ...workflowCode, logger: new DefaultLogger('ERROR') })).code);
  const from = elapsed();
  const order = { seed, lives, lost: LOST, restarts: Math.ceil(lives / RESTARTS_OF), tell: console.error };
  const { tickets, rows, lostWebhooks, ledger, report, rebuilt } = await liveRun(order, {
    ...{ cli: await pinnedCli(), bundle },
  });
  const seconds = Math.round((elapsed() - from) / 1_000);
  const figures = `${lostWebhooks} webhooks lost, worker started ${order.restarts} times anew; ${seconds} s`;
  const part = { tickets, rows, figures, wrong: [] };
  tell({
    ...part,
    what: 'ledger of live workflows',
    differences: ledger,
    wrong: report.map((it) => JSON.stringify(it)),
  });
  tell({ ...part, what: 'the same, rebuilt', differences: rebuilt });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
