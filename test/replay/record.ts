/**
 * Records a history for each shape that a workflow can take: `npm run record-histories [NAME ...]`. Old files stay: they are
 * what tickets that are open now have behind them, and replay.test.ts holds every change of workflow code against them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { DateTime } from 'luxon';
import { startWorld } from '../../simulation/world';
import { createLog } from '../../src/telemetry/log';
import { installRuntimeLog } from '../../src/temporal/runtimeLog';
import { ticketWorkflowId } from '../../workflows/messages';
import { pinnedCli } from '../support/cli';
import { EXAMPLE } from './shape';
import { shapes } from './shapes';

const FOLDER = join(__dirname, 'histories');

async function record(name: string): Promise<void> {
  const shape = shapes[name];
  if (!shape) throw new Error(`There is no shape ${name}; there are ${Object.keys(shapes).join(', ')}.`);
  const monday = DateTime.now().setZone('Europe/Madrid').plus({ weeks: 2 }).startOf('week');
  const world = await startWorld({
    cli: await pinnedCli(),
    policy: shape.policy ?? EXAMPLE,
    ...(shape.rates !== undefined && { rates: shape.rates }),
    ...(shape.heldMs !== undefined && { heldMs: shape.heldMs }),
    startAt: monday.plus({ hours: 7 }).toMillis(),
    log: createLog('error'),
    sandbox: { statusTriggers: 'all', ...shape.sandbox },
  });
  try {
    const { sandbox, time } = world;
    const customer = sandbox.addCustomer({ name: 'Ana', phone: '+34600110001' });
    const ticketId = await shape.play({
      world,
      sandbox,
      customer,
      at: (day, hour, minute = 0) => time.advanceTo(monday.plus({ days: day }).set({ hour, minute }).toMillis()),
    });
    const account = sandbox.account;
    const workflowId = shape.workflowId?.(account) ?? ticketWorkflowId(account, ticketId);
    const history = await time.client.workflow.getHandle(workflowId).fetchHistory();
    // Stack traces name the folders of the machine that recorded them; a replay does not need them.
    const json = historyToJSON(history).replace(/("stackTrace":\s*)"(?:[^"\\]|\\.)*"/g, '$1""');
    writeFileSync(join(FOLDER, `${name}.json`), `${json}\n`);
    process.stdout.write(`${name}: ${history.events?.length ?? 0} events\n`);
  } finally {
    await world.close();
  }
}

async function main(): Promise<void> {
  installRuntimeLog(createLog('error'));
  mkdirSync(FOLDER, { recursive: true });
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : Object.keys(shapes)) await record(name);
}

void main();
