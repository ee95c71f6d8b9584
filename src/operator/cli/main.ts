import { runCli } from './cli';
import { commands } from './commands';

/** The process `ventana`, started by bin/ventana.js. Sets the exit code when the command has ended. */
export async function main(version: string): Promise<void> {
  const { argv, stdout, stderr } = process;
  process.exitCode = await runCli(argv.slice(2), { commands, version, stdout, stderr });
}
