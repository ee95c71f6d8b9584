import type { Roles } from '../../../service/service';
import { type Command, defineCommand, type CommandDefinition, type CommonOptions } from '../command';
import { exitCodes } from '../../terminal/exitCodes';

type Service = Pick<CommandDefinition<CommonOptions>, 'command' | 'describe' | 'examples'>;

/** A command that runs until SIGTERM or SIGINT. It prints its log as JSON lines and no other document. */
const defineService = (service: Service, roles: Roles): Command =>
  defineCommand({
    ...service,
    options: (yargs) => yargs,
    async run(_options, { version }) {
      const { loadAccounts } = await import('../../../config/accounts.js');
      const accounts = loadAccounts();
      const { runService } = await import('../../../service/service.js');
      await runService(accounts, roles, undefined, version);
      return exitCodes.ok;
    },
  });

export const start = defineService(
  {
    command: 'start',
    describe: 'Run all of Ventana: the webhook receiver and the worker',
    examples: [
      ['start', 'Uses an embedded Temporal, or the one in TEMPORAL_ADDRESS'],
      ['start | npx pino-pretty', 'With an easy-to-read log'],
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
