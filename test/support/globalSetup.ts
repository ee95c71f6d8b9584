import { bundleWorkflowCode } from '@temporalio/worker';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node' with { 'resolution-mode': 'import' };
import { workflowCode } from '../../src/service/worker/workflowBundle';
import { pinnedCli } from './cli';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The pinned Temporal CLI. */
    temporalCli: string;
    /** The bundled workflow code: made once for all files. */
    workflowBundlePath: string;
  }
}

/** Before the tests that need Temporal: its binary (fetched once per user), and the workflows bundled once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-bundle-'));
  const [cli, { code }] = await Promise.all([pinnedCli(), bundleWorkflowCode(workflowCode)]);
  const bundle = join(folder, 'workflows.js');
  await writeFile(bundle, code);
  project.provide('temporalCli', cli);
  project.provide('workflowBundlePath', bundle);
  return () => rm(folder, { recursive: true, force: true });
}
