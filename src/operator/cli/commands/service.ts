import type { Roles } from '../../../service/service';
import { loadAccounts } from '../../../config/accounts';
import { type Command, defineCommand, type CommandDefinition, type CommonOptions } from '../command';
import { exitCodes } from '../../terminal/exitCodes';

type Service = Pick<CommandDefinition<CommonOptions>, 'command' | 'describe' | 'examples'>;

/** Runs until SIGTERM or SIGINT. What it prints is its log: JSON lines, and no other document. */
const defineService = (service: Service, roles: Roles): Command =>
  defineCommand({
    ...service,
    options: (yargs) => yargs,
    async run() {
      const accounts = loadAccounts();
      const { runService } = await import('../../../service/service.js');
      await runService(accounts, roles);
      leaveSoon();
      return exitCodes.ok;
    },
  });

/** What was still being opened when the signal came, as a connection to a Temporal that is down, is not waited for. */
const leaveSoon = (): void => void setTimeout(() => process.exit(), 200).unref();

export const start = defineService(
  {
    command: 'start',
    describe: 'Run all of Ventana: receive webhooks and work on tickets',
    examples: [
      ['start', 'On an embedded Temporal; with TEMPORAL_ADDRESS, on that one'],
      ['start | npx pino-pretty', 'With a log that is easier to read'],
    ],
  },
  { receiver: true, worker: true },
);

export const server = defineService(
  {
    command: 'server',
    describe: 'Run only the receiver of webhooks (needs TEMPORAL_ADDRESS)',
    examples: [['server', 'Any number of them, behind one address']],
  },
  { receiver: true, worker: false },
);

export const worker = defineService(
  {
    command: 'worker',
    describe: 'Run only a worker on tickets (needs TEMPORAL_ADDRESS)',
    examples: [['worker', 'Any number of them; they share the work']],
  },
  { receiver: false, worker: true },
);
