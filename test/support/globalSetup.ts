import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { TestProject } from 'vitest/node' with { 'resolution-mode': 'import' };
import { startDevServer } from '../../src/embedded/devServer';
import { workflowCode } from '../../src/service/worker/workflowBundle';
import { SKIPPING_SERVER_ARGS } from '../../simulation/skipping';
import { searchAttributes } from '../../workflows/messages';
import { pinnedCli } from './cli';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The pinned Temporal CLI. */
    temporalCli: string;
    /** A server that may skip time, for all files: each takes a namespace of its own. */
    temporalAddress: string;
    /** The bundled workflow code: made once for all files. */
    workflowBundlePath: string;
    /** A folder for other bundles, see `bundles.ts`. */
    bundleFolder: string;
  }
}

interface Shared {
  folder: string;
  cli: string;
  address: string;
  bundle: string;
  stop: () => Promise<void>;
}

/** The projects of one run are set up one by one, each with this file loaded anew: what they share hangs on the process. */
const holder = globalThis as { ventanaTests?: { users: number; shared: Promise<Shared> } | undefined };

/** Before the tests that need Temporal: its binary (fetched once per user), a server, and the workflows bundled. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const held = (holder.ventanaTests ??= { users: 0, shared: start() });
  held.users += 1;
  const shared = await held.shared;
  const { folder, cli, address, bundle } = shared;
  project.provide('temporalCli', cli);
  project.provide('temporalAddress', address);
  project.provide('workflowBundlePath', bundle);
  project.provide('bundleFolder', folder);
  return async () => {
    held.users -= 1;
    if (held.users > 0) return;
    holder.ventanaTests = undefined;
    await shared.stop();
  };
}

async function start(): Promise<Shared> {
  // The server's heap is small, so that Go collects it all the time: a fifth of its work.
  process.env['GOGC'] ??= '400';
  const folder = await mkdtemp(join(tmpdir(), 'ventana-tests-'));
  const cli = await pinnedCli();
  const [server, { code }] = await Promise.all([serverIn(folder, cli), bundleWorkflowCode(workflowCode)]);
  const bundle = join(folder, 'workflows.js');
  await writeFile(bundle, code);
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, cli, address: server.address, bundle, stop };
}

/** With TEMPORAL_ADDRESS: that one (simulation/README.md). */
async function serverIn(folder: string, cli: string): Promise<{ address: string; stop(): Promise<void> }> {
  const given = process.env['TEMPORAL_ADDRESS'];
  if (given !== undefined) return { address: given, stop: () => Promise.resolve() };
  return startDevServer({
    cli,
    logFile: join(folder, 'temporal.log'),
    searchAttributes: Object.values(searchAttributes),
    // Each file has a namespace of its own, and waits until the frontend knows it: by default up to two seconds.
    extraArgs: [...SKIPPING_SERVER_ARGS, '--dynamic-config-value', 'system.namespaceCacheRefreshInterval="200ms"'],
  });
}
