import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliCacheFolders, findTemporalCli } from '../../src/embedded/cli';

let found: Promise<string> | undefined;

/** The pinned Temporal CLI, fetched once per user if it is nowhere; what takes time is said on stderr. */
export function pinnedCli(): Promise<string> {
  return (found ??= findTemporalCli({
    givenPath: process.env['TEMPORAL_CLI_PATH'],
    pinnedOnly: true,
    cacheFolders: cliCacheFolders(join(tmpdir(), 'ventana-tests'), process.env['XDG_CACHE_HOME']),
    onProgress: (line) => console.error(line),
  }));
}
