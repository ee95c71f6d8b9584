import createYargs, { type Argv } from 'yargs';
import { didYouMean } from '../../problems/didYouMean';
import type { Command, CommonOptions, Job } from './command';
import { usageError } from '../terminal/errors';
import { EXIT_CODES_HELP } from '../terminal/exitCodes';

/** The parsed command line: a text to print (help, version, completion), or a job to run. */
export type Request = { text: string } | { job: Job; json: boolean };

export interface ParseOptions {
  commands: readonly Command[];
  /** Printed by `--version`. */
  version: string;
  /** The terminal's width in columns, for the help. */
  width: number;
}

const MAX_WIDTH = 110;

const EPILOGUE = `${EXIT_CODES_HELP}

Settings come from the environment, a .env file and the policy file ventana.yaml. Results go to stdout, progress and errors to stderr.`;

/**
 * Parses a command line.
 * @param argv the arguments, without node and script
 * @throws {CliError} when it is not understood; suggests the nearest existing command or option
 */
export async function parse(argv: readonly string[], { commands, version, width }: ParseOptions): Promise<Request> {
  let job: Job | undefined;
  const choose = (chosen: Job): void => void (job = chosen);
  const parser = commands
    .reduce<Argv<CommonOptions>>(
      (yargs, command) => command.register(yargs, choose),
      common(isCompletion(argv) ? 'ventana' : TYPED, version, width),
    )
    .completion('completion', 'Print the completion script for bash and zsh')
    .epilogue(EPILOGUE);

  if (argv.length === 0) return { text: await parser.getHelp() };
  let text = '';
  const parsed = await parser
    .fail((message, error, usage) => {
      throw error ?? usageError(inOurWords(message, (usage as unknown as Usage).help()));
    })
    .parseAsync([...argv], {}, (_error, _arguments, output) => void (text = output));
  if (job) return { job, json: parsed.json };
  return { text };
}

/** What works in a clone, with an installed package and in the image. The shells complete the command itself. */
const TYPED = 'npx ventana';
const isCompletion = (argv: readonly string[]): boolean =>
  argv[0] === 'completion' || argv.includes('--get-yargs-completions');

const common = (name: string, version: string, width: number): Argv<CommonOptions> =>
  createYargs()
    .scriptName(name)
    .usage('$0 COMMAND [options]\n\nKeeps WhatsApp conversations in Zendesk alive: one durable workflow per ticket.')
    .option('account', {
      type: 'string',
      describe: 'Zendesk subdomain, if there are several accounts (VENTANA_ACCOUNTS)',
    })
    .option('json', { type: 'boolean', default: false, describe: 'Print exactly one JSON document on stdout' })
    .help()
    .alias('help', 'h')
    .version(version)
    .locale('en')
    .exitProcess(false)
    .strict()
    .strictCommands()
    .demandCommand(1, 'Which command? See: npx ventana --help')
    .wrap(Math.min(width, MAX_WIDTH));

/**
 * What yargs 17 really passes to `fail` (https://yargs.js.org/docs/#api-reference-failfn-boolean). Its types are wrong.
 */
interface Usage {
  help(): string;
}

/** yargs's message, with a suggestion from the names that the help lists. */
function inOurWords(message: string, help: string): string {
  if (message.startsWith('Not enough non-option arguments')) return `Missing argument: ${help.split('\n')[0]}`;
  const [, kind, word = ''] = /^Unknown (command|argument)s?: ([^,]+)/.exec(message) ?? [];
  if (kind === undefined) return message;
  const all = kind === 'command' ? /^ {2}npx ventana (?:[a-z]+ )*?([a-z]+)(?= [<[]| {2}|$)/gm : /(--[a-z][a-z-]+)/g;
  const meant = didYouMean(
    kind === 'command' ? word : `--${word}`,
    [...help.matchAll(all)].map(([, name = '']) => name),
  );
  const said = kind === 'command' ? `Unknown command: ${word}` : message;
  return meant === undefined ? said : `${said}\nDid you mean ${meant}?`;
}
