import type { Roles } from '../../../service/service';
import { type Command, defineCommand, type CommandDefinition, type CommonOptions } from '../command';
import { exitCodes } from '../../terminal/exitCodes';

type Service = Pick<CommandDefinition<CommonOptions>, 'command' | 'describe' | 'examples'>;

/**
 * A command that runs until SIGTERM or SIGINT. It prints its log: a few lines for people on a terminal, else all of it
 * as JSON lines, and no other document.
 */
const defineService = (service: Service, roles: Roles): Command =>
  defineCommand({
    ...service,
    options: (yargs) => yargs,
    async run(_options, { version, output }) {
      const { loadAccounts } = await import('../../../config/accounts.js');
      const accounts = loadAccounts();
      const { runService } = await import('../../../service/service.js');
      const { serviceLog } = await import('../serviceLog.js');
      const everything = ['debug', 'trace'].includes(accounts[0]?.logLevel ?? '');
      await runService(accounts, roles, {
        version,
        logTo: output.isTerminal ? serviceLog(output, everything) : undefined,
      });
      return exitCodes.ok;
    },
  });

export const start = defineService(
  {
    command: 'start',
    describe: 'Run all of Ventana: the webhook receiver and the worker',
    examples: [
      ['start', 'Uses an embedded Temporal, or the one in TEMPORAL_ADDRESS'],
      ['start --json', 'Logs every event as a JSON line, as it does where stdout is not a terminal'],
    ],
  },
  { receiver: true, worker: true },
);

export const server = defineService(
  {
    command: 'server',
    describe: 'Run only the webhook receiver (needs TEMPORAL_ADDRESS)',
    examples: [['server', 'Run as many as you need, behind one address']],
  },
  { receiver: true, worker: false },
);

export const worker = defineService(
  {
    command: 'worker',
    describe: 'Run only a worker (needs TEMPORAL_ADDRESS)',
    examples: [['worker', 'Run as many as you need; they share the work']],
  },
  { receiver: false, worker: true },
);
