import { type ExitCode, exitCodes } from './exitCodes';

/** A command cannot continue. The message is printed as it is, for the person who typed the command. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.failed,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The command line is wrong: exit code 2. */
export const usageError = (message: string): CliError => new CliError(message, exitCodes.usage);

/** Something that the command needs does not answer: exit code 3. */
export const unreachable = (message: string, cause?: unknown): CliError =>
  new CliError(message, exitCodes.unreachable, { cause });
