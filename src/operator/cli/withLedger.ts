import type { Config } from '../../config/config';
import type { Store } from '../../ledger/store';
import { unreachable, usageError } from '../terminal/errors';
import { configOf } from './configOf';

/**
 * Opens the ledger of an account, and closes it afterwards. What fails in it should go through `reading`.
 * @param account the option `--account`
 * @throws {CliError} if there is none, or its database does not answer
 */
export async function withLedger(
  account: string | undefined,
  use: (store: Store, config: Config) => Promise<void>,
): Promise<void> {
  const config = await configOf(account);
  if (!config.ledger) throw usageError('There is no ledger: set LEDGER_URL to file or to a PostgreSQL database.');
  const { openStore } = await import('../../ledger/store.js');
  const store = await reading(openStore(config.ledger));
  try {
    await use(store, config);
  } finally {
    await store.close();
  }
}

/** A database's own words may hold its address and user. @throws {CliError} in their place */
export async function reading<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw unreachable(`The ledger cannot be read${code}. Check LEDGER_URL, and whether its database runs.`, error);
  }
}
