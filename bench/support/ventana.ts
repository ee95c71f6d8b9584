/** A process of Ventana, as it is shipped: `receiver`, or `worker <workflow bundle>`. */
import { loadConfig } from '../../src/config/config';
import { runService } from '../../src/service/service';
import { answerParent } from './answering';

const [, , role, codePath] = process.argv;

answerParent();
// The service is what keeps the process: when it has stopped, the process ends.
process.channel?.unref();
void runService(
  [loadConfig()],
  { receiver: role === 'receiver', worker: role === 'worker' },
  codePath === undefined ? undefined : { workflowBundle: { codePath } },
);
