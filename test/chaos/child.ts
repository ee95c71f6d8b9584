/** A process of Ventana in a run: `receiver`, or `worker <workflow bundle>`. It is the product's own service; it ends when its parent does. */
import { loadAccounts } from '../../src/config/accounts';
import { runService } from '../../src/service/service';

const [, , role, codePath] = process.argv;
process.stdin.on('end', () => process.exit(1)).resume();
(process.stdin as NodeJS.ReadStream & { unref(): void }).unref();

void runService(
  loadAccounts(),
  { receiver: role === 'receiver', worker: role === 'worker' },
  codePath === undefined ? {} : { workflows: { workflowBundle: { codePath } } },
);
