import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { ExitCode } from '../terminal/exitCodes';
import type { Output } from '../terminal/output';
import type { Progress } from '../terminal/progress';

/** What a command is given besides its own options. */
export interface Tools {
  output: Output;
  progress: Progress;
}

/** What every command understands. */
export interface CommonOptions {
  json: boolean;
  /** The Zendesk subdomain, where the installation has several; services serve all of them. */
  account?: string | undefined;
}

/** One command in one file; its options' types follow from `options`. */
export interface CommandDefinition<Options extends CommonOptions> {
  /** As yargs reads it: `status <ticket>`. */
  command: string;
  /** One line, as `ventana --help` lists it: a verb first, no full stop. */
  describe: string;
  /** What to type, without `ventana`, and what it does; shown by `ventana COMMAND --help`. At least one. */
  examples: [line: string, what: string][];
  /** Its options and arguments; `yargs => yargs` for none. */
  options: (yargs: Argv<CommonOptions>) => Argv<Options>;
  /** @throws {Error} what could not be done: see `errors.ts` for exit codes other than 1 */
  run: (options: ArgumentsCamelCase<Options>, tools: Tools) => Promise<ExitCode>;
}

/** What is left to do when the command line has been read. */
export type Job = (tools: Tools) => Promise<ExitCode>;

/** A command, ready for the list of all. */
export interface Command {
  /** Adds it to the parser; `choose` is told when it is the one. */
  register(yargs: Argv<CommonOptions>, choose: (job: Job) => void): Argv<CommonOptions>;
}

export function defineCommand<Options extends CommonOptions>(definition: CommandDefinition<Options>): Command {
  const { command, describe, examples, options, run } = definition;
  return {
    register: (yargs, choose) =>
      yargs.command(
        command,
        describe,
        (own) => options(own).example(examples.map(([line, what]): [string, string] => [`$0 ${line}`, what])),
        (args) => choose((tools) => run(args, tools)),
      ),
  };
}

/** Several commands under one word: `policy check`, `policy diff`. The word alone is a usage error that names them. */
export function defineGroup(name: string, describe: string, commands: readonly Command[]): Command {
  return {
    register: (yargs, choose) =>
      yargs.command(name, describe, (own) =>
        commands
          .reduce((parser, it) => it.register(parser, choose), own.usage(`$0 ${name} COMMAND\n\n${describe}`))
          .demandCommand(1, 1, `Which command of "${name}"? See: ventana ${name} --help`),
      ),
  };
}
