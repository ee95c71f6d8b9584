/**
 * `npm run bench`: what Ventana costs and how fast it is. Each figure is compared with another way to do the same. See
 * docs/performance.md.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { createLog } from '../src/telemetry/log';
import { cliCacheFolders, findTemporalCli } from '../src/embedded/cli';
import { installRuntimeLog } from '../src/temporal/runtimeLog';
import { workflowCode } from '../src/service/worker/workflowBundle';
import { benchmarks } from './benchmarks';
import { machine } from './machine';
import { readCommandLine } from './options';
import type { Results, Row } from './result';
import type { Setting } from './setting';
import { tableOf } from './table';

const ROOT = resolve(__dirname, '..');

async function main(): Promise<void> {
  const { names, quick, json, keep, requests } = readCommandLine(process.argv.slice(2));
  const endCore = installRuntimeLog(createLog('error'));
  const say = (line: string): void => console.error(line);
  const folder = await mkdtemp(join(tmpdir(), 'ventana-bench-'));
  const begun = Date.now();
  try {
    const { code } = await bundleWorkflowCode({ ...workflowCode, logger: new DefaultLogger('WARN') });
    const bundle = join(folder, 'workflows.js');
    await writeFile(bundle, code);
    const setting: Setting = {
      cli: () => findCli(say),
      bundle,
      folder,
      quick,
      alone: names.length === 1,
      requests,
      say,
    };
    const results: Results = {};
    const told: { name: string; rows: Row[] }[] = [];
    for (const name of names) {
      const from = Date.now();
      say(`${name} ...`);
      const { result, rows } = await benchmarks[name](setting);
      Object.assign(results, { [name]: result });
      told.push({ name, rows });
      say(`${name}: ${secondsSince(from)} s`);
    }
    console.log(
      `\n${tableOf(told)}\n\n${machine()}; ${secondsSince(begun)} s${quick ? '; quick: the figures mean nothing' : ''}`,
    );
    if (told.some(({ rows }) => rows.some(isBroken))) process.exitCode = 1;
    if (json !== undefined) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  } finally {
    if (keep) say(`kept: ${folder}`);
    else await rm(folder, { recursive: true, force: true });
    await endCore();
  }
}

/** The pinned version: simulated time needs it, and figures must be comparable over time. */
const findCli = (say: (line: string) => void): Promise<string> =>
  findTemporalCli({
    givenPath: process.env['TEMPORAL_CLI_PATH'],
    pinnedOnly: true,
    cacheFolders: cliCacheFolders(join(ROOT, '.ventana'), process.env['XDG_CACHE_HOME']),
    onProgress: say,
  });

const isBroken = ({ promised, holds }: Row): boolean => promised === true && holds === false;

const secondsSince = (at: number): number => Math.round((Date.now() - at) / 1000);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
