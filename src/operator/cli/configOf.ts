import type { Config } from '../../config/config';

/**
 * The configuration of one account, for a command that works on one account at a time. Loading it takes as long as the
 * rest of a short command, so it is imported when the command runs, not when the command line is parsed.
 * @param account the option `--account`
 * @throws {ConfigError} with everything that is wrong with it
 */
export async function configOf(account: string | undefined): Promise<Config> {
  const { accountEnvironment } = await import('../../config/accounts.js');
  const { loadConfig } = await import('../../config/config.js');
  return loadConfig(accountEnvironment(account));
}
