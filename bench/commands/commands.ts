import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startSandbox } from '../../sandbox';
import { elapsed } from '../../src/system/elapsed';
import { median, round } from '../numbers';
import type { CommandTimes, Measured } from '../result';
import type { Setting } from '../setting';
import { examplePolicy } from '../support/policies';
import { openTemporal } from '../support/temporal';

const ACCOUNT = 'bench-commands';
const BIN = resolve(__dirname, '../../bin/ventana.js');

/**
 * From the call of each command until it ends, with the sandbox as the vendors: what a person waits for. Node itself,
 * and the help, show what of it is the start. A command may fail, as `doctor` does where nothing was set up.
 */
export async function commands(setting: Setting): Promise<Measured<CommandTimes>> {
  const rounds = setting.quick ? 1 : 7;
  const sandbox = await startSandbox();
  const temporal = await openTemporal(setting);
  const policy = join(setting.folder, 'commands.yaml');
  await writeFile(policy, examplePolicy());
  const customer = sandbox.addCustomer({ name: 'Ana Ruiz', phone: '+34600110001' });
  const { ticketId } = sandbox.customerWrites(customer, 'Hola', { webhook: false });
  const env = { PATH: process.env['PATH'] ?? '', ...sandbox.env(), ...temporal.env, VENTANA_POLICY: policy };
  const calls: Record<string, string[]> = {
    node: ['-e', '0'],
    'ventana --help': [BIN, '--help'],
    'policy check': [BIN, 'policy', 'check', policy],
    rates: [BIN, 'rates'],
    'status TICKET': [BIN, 'status', ticketId],
    doctor: [BIN, 'doctor'],
    'setup --dry-run': [BIN, 'setup', '--dry-run'],
  };
  try {
    const took = new Map<string, number[]>(Object.keys(calls).map((name) => [name, []]));
    for (let n = 0; n <= rounds; n += 1) {
      for (const [name, args] of Object.entries(calls)) {
        const ms = await time(args, { cwd: setting.folder, env });
        // The first round fills the system's caches.
        if (n > 0) took.get(name)?.push(ms);
      }
      setting.say(`  round ${n}`);
    }
    return measured(Object.fromEntries([...took].map(([name, all]) => [name, round(median(all))])));
  } finally {
    await temporal.stop(ACCOUNT);
    await sandbox.close();
  }
}

function time(args: string[], options: { cwd: string; env: Record<string, string> }): Promise<number> {
  const from = elapsed();
  return new Promise((done) => execFile(process.execPath, args, options, () => done(elapsed() - from)));
}

const measured = (result: CommandTimes): Measured<CommandTimes> => ({
  result,
  rows: Object.entries(result).map(([name, ms]) => ({ what: `ms until it has ended: ${name}`, ventana: String(ms) })),
});
