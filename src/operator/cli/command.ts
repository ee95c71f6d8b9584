import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { Language } from '../../language/locale';
import type { ExitCode } from '../terminal/exitCodes';
import type { Output } from '../terminal/output';
import type { Progress } from '../terminal/progress';

/** What a command receives besides its own options. */
export interface Tools {
  output: Output;
  progress: Progress;
  /** Of the person at the terminal. */
  language: Language;
  /** Ventana's. */
  version: string;
}

/** The options of every command. */
export interface CommonOptions {
  json: boolean;
  /** The Zendesk subdomain, needed if the installation has several accounts. Services run all of them. */
  account?: string | undefined;
}

/** One command per file. The types of its options follow from `options`. */
export interface CommandDefinition<Options extends CommonOptions> {
  /** In yargs's syntax: `status <ticket>`. */
  command: string;
  /** One line for `ventana --help`: starts with a verb, no full stop. */
  describe: string;
  /** What to type, without `ventana`, and what it does. Shown by `ventana COMMAND --help`. At least one. */
  examples: [line: string, what: string][];
  /** Declares the command's options and arguments; `yargs => yargs` if there are none. */
  options: (yargs: Argv<CommonOptions>) => Argv<Options>;
  /** @throws {Error} with what could not be done; `errors.ts` has errors with exit codes other than 1 */
  run: (options: ArgumentsCamelCase<Options>, tools: Tools) => Promise<ExitCode>;
}

/** The work of a command, after the command line has been parsed. */
export type Job = (tools: Tools) => Promise<ExitCode>;

/** A command that can be registered with the parser. */
export interface Command {
  /** Adds the command to the parser. `choose` is called when the command line selects it. */
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

/**
 * Groups several commands under one word: `policy check`, `policy diff`. The word alone is a usage error that lists
 * them, or runs `alone`, whose name is `$0`.
 */
export function defineGroup(name: string, describe: string, commands: readonly Command[], alone?: Command): Command {
  return {
    register: (yargs, choose) =>
      yargs.command(name, describe, (own) => {
        const parser = own.usage(`$0 ${name} COMMAND\n\n${describe}`);
        const all = [...(alone ? [alone] : []), ...commands].reduce((it, next) => next.register(it, choose), parser);
        return alone ? all : all.demandCommand(1, 1, `Which command of "${name}"? See: npx ventana ${name} --help`);
      }),
  };
}
