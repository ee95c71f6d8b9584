import type { Config } from '../../config/config';
import { createFileStore } from '../setup/fileStore';
import type { Result } from './check';
import { sunshineAccess } from './internal/checks/sunshineAccess';
import { templates } from './internal/checks/templates';
import { openContext } from './internal/context';
import { examine } from './internal/examine';

/**
 * Compares the templates of a policy with what Meta has: the same check as `doctor`'s, with what it needs, for a policy
 * that is not in use yet. Changes nothing.
 */
export async function examineTemplates(config: Config): Promise<Result[]> {
  const context = openContext(config, createFileStore(config.dataFolder, config.account).record());
  try {
    return await examine([...sunshineAccess(context), ...templates(context)]);
  } finally {
    await context.close();
  }
}
