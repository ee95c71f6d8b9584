import type { Config } from '../../config/config';
import { ConfigError } from '../../problems/configError';
import { createFileStore } from '../setup/fileStore';
import type { Result } from './check';
import { checksOf } from './internal/checks';
import { configurationProblems } from './internal/checks/configuration';
import { openContext } from './internal/context';
import { examine, type ExamineOptions } from './internal/examine';

export interface DoctorOptions extends ExamineOptions {
  /** Loads the configuration. @throws {ConfigError} whose problems become the report */
  load: () => Config;
  /** Of this program. */
  version?: string;
}

/**
 * Checks everything that Ventana depends on, and changes nothing.
 * @returns one result per check, in the report's order
 */
export async function examineAll({ load, version, ...options }: DoctorOptions): Promise<Result[]> {
  let config: Config;
  try {
    config = load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const results = configurationProblems(error.problems);
    for (const result of results) options.onResult?.(result);
    return results;
  }
  const record = createFileStore(config.dataFolder, config.account).record();
  const context = openContext(config, record, Date.now, version);
  try {
    return await examine(checksOf(context), options);
  } finally {
    await context.close();
  }
}
