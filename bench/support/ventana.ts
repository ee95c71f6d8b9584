/** A process of Ventana as it is shipped: `receiver`, or `worker <workflow bundle>`. */
import { loadConfig } from '../../src/config/config';
import { runService } from '../../src/service/service';
import { answerParent } from './answering';

const [, , role, codePath] = process.argv;

answerParent();
// Only the service keeps the process alive: when it stops, the process ends.
process.channel?.unref();
void runService(
  [loadConfig()],
  { receiver: role === 'receiver', worker: role === 'worker' },
  codePath === undefined ? {} : { workflows: { workflowBundle: { codePath } } },
);
