import { runCli } from './cli';
import type { Command } from './command';
import { commands as all } from './commands';

/**
 * The process `ventana`, started by bin/ventana.js. It ends when the command's answer is printed, whatever is still
 * open: a call that nobody waits for any more, or a connection that is just being made.
 */
export async function main(version: string, commands: readonly Command[] = all): Promise<never> {
  const { argv, stdout, stderr } = process;
  // The reader may leave before the end (`| head`): there is nothing more to do then.
  for (const stream of [stdout, stderr]) stream.on('error', () => process.exit());
  const code = await runCli(argv.slice(2), { commands, version, stdout, stderr });
  await Promise.all([stdout, stderr].map(written));
  process.exit(code);
}

/** Resolves when the system has taken all that was written; a pipe may take it later. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => void stream.write('', () => resolve()));
