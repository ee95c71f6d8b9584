import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';

/** Where the workflow code comes from: bundled at start, which takes some seconds, or bundled ahead. */
export type Workflows = { workflowsPath: string } | { workflowBundle: WorkflowBundleOption };

const ROOT = resolve(__dirname, '../../..');
const WORKFLOWS = resolve(ROOT, 'workflows');

/** It sets what all workflows of a worker share. */
const stackTraces = resolve(WORKFLOWS, 'stackTraces');

/**
 * The entry files of the core. They are loaded once per worker instead of once per workflow, which saves 50 MB with 640
 * workflows in the cache. Sharing is safe because the core is pure: none of its files keeps state (see the SDK's
 * `preloadModules` for the danger).
 */
const core = ['decide', 'stage', 'turns', 'turnsPacked', 'turnLane'].map((file) => resolve(WORKFLOWS, 'core', file));

/** The options for `bundleWorkflowCode`. */
export const workflowCode = {
  workflowsPath: WORKFLOWS,
  workflowInterceptorModules: [resolve(WORKFLOWS, 'tracing')],
  preloadModules: [stackTraces, ...core],
};

/** A bundle includes its failure converter, so there is one bundle for each converter. */
const bundlePath = (failureConverterPath: string | undefined): string =>
  resolve(ROOT, failureConverterPath === undefined ? 'workflows.bundle.js' : 'workflows.encrypted.bundle.js');

/** The bundle from `npm run build`, or the sources if there is no bundle. */
export function workflowsFor({ failureConverterPath }: { failureConverterPath?: string | undefined }): Workflows {
  const codePath = bundlePath(failureConverterPath);
  return existsSync(codePath) ? { workflowBundle: { codePath } } : { workflowsPath: WORKFLOWS };
}

/** Bundles the workflow code for `workflowsFor`. @returns the path of the bundle */
export async function writeBundle(failureConverterPath?: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    ...workflowCode,
    ...(failureConverterPath !== undefined && { failureConverterPath }),
  });
  const path = bundlePath(failureConverterPath);
  writeFileSync(path, code);
  return path;
}
