/** A process that tells its ledger a fact, and is killed before a database could be there. Argument: the folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEEP_MS, ledgerRig } from './ledgerRig';

const [, , folder = ''] = process.argv;
const { ledger, folder: place } = ledgerRig(folder);
ledger
  .of('acme', () => KEEP_MS)
  .note(() => [{ of: 'window', ticketId: '7', closesAt: 1, owedBy: 'agent', result: 'lost', readAt: 1 }]);

const waiting = join(place, 'waiting.jsonl');
const look = (): void => {
  if (existsSync(join(place, 'ledger.sqlite'))) process.exit(1);
  if (existsSync(waiting) && readFileSync(waiting, 'utf8').includes('"7"')) process.kill(process.pid, 'SIGKILL');
  setImmediate(look);
};
look();
