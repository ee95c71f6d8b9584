import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';

/** Where the workflow code comes from: bundled at start, which takes some seconds, or ahead. */
export type Workflows = { workflowsPath: string } | { workflowBundle: WorkflowBundleOption };

const ROOT = resolve(__dirname, '../../..');
const WORKFLOWS = resolve(ROOT, 'workflows');

/**
 * The core, by the files through which it is reached: loaded once for all workflows of a worker and not once for each, which saves 50 MB
 * with 640 of them in the cache. It may be shared because it is pure: no file of it keeps anything (the SDK's `preloadModules` says what
 * else would happen).
 */
const core = ['decide', 'stage', 'turns'].map((file) => resolve(WORKFLOWS, 'core', file));

/** All that goes into a bundle, for `bundleWorkflowCode`. */
export const workflowCode = {
  workflowsPath: WORKFLOWS,
  workflowInterceptorModules: [resolve(WORKFLOWS, 'tracing')],
  preloadModules: core,
};

/** A bundle holds the failure converter that it was made with, so there is one for each. */
const bundlePath = (failureConverterPath: string | undefined): string =>
  resolve(ROOT, failureConverterPath === undefined ? 'workflows.bundle.js' : 'workflows.encrypted.bundle.js');

/** The bundle that `npm run build` made; the code itself where there is none, as from the sources. */
export function workflowsFor({ failureConverterPath }: { failureConverterPath?: string | undefined }): Workflows {
  const codePath = bundlePath(failureConverterPath);
  return existsSync(codePath) ? { workflowBundle: { codePath } } : { workflowsPath: WORKFLOWS };
}

/** Bundles the workflow code for `workflowsFor`, and says where. */
export async function writeBundle(failureConverterPath?: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    ...workflowCode,
    ...(failureConverterPath !== undefined && { failureConverterPath }),
  });
  const path = bundlePath(failureConverterPath);
  writeFileSync(path, code);
  return path;
}
