import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { inject } from 'vitest';
import { workflowCode, type Workflows } from '../../src/service/worker/workflowBundle';

/** The bundle that an encrypted namespace needs, as `npm run build` makes it: made by the first test that asks. */
export async function bundleWith(failureConverterPath: string): Promise<Workflows> {
  const codePath = join(inject('bundleFolder'), 'workflows.encrypted.js');
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({ ...workflowCode, failureConverterPath });
    // At once: another process may look for it.
    const whole = `${codePath}.${process.pid}`;
    await writeFile(whole, code);
    await rename(whole, codePath);
  }
  return { workflowBundle: { codePath } };
}
