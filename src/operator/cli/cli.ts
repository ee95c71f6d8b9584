import { languageOf } from '../../language/locale';
import { wantsColours } from '../terminal/colours';
import type { Command } from './command';
import { type ExitCode, exitCodes } from '../terminal/exitCodes';
import { failureOf } from './failure';
import { createOutput, type Output, type OutStream } from '../terminal/output';
import { parse, type Request } from './parse';
import { createProgress } from '../terminal/progress';

export interface CliOptions {
  commands: readonly Command[];
  version: string;
  stdout: OutStream;
  stderr: OutStream;
}

const DEFAULT_COLUMNS = 80;

/**
 * Runs the command of a command line. Never throws.
 * @param argv the arguments, without node and script
 * @returns the exit code
 */
export async function runCli(
  argv: readonly string[],
  { commands, version, stdout, stderr }: CliOptions,
): Promise<ExitCode> {
  const outputOf = (json: boolean): Output =>
    createOutput({ stdout, stderr, json, colours: { stdout: wantsColours(stdout), stderr: wantsColours(stderr) } });

  let request: Request;
  try {
    request = await parse(argv, { commands, version, width: stdout.columns ?? DEFAULT_COLUMNS });
  } catch (error) {
    return fail(outputOf(argv.includes('--json')), error);
  }
  if ('text' in request) {
    stdout.write(`${request.text}\n`);
    return exitCodes.ok;
  }
  const output = outputOf(request.json);
  const progress = createProgress(stderr);
  try {
    return await request.job({ output, progress, language: languageOf(process.env), version });
  } catch (error) {
    progress.clear();
    return fail(output, error);
  }
}

function fail(output: Output, error: unknown): ExitCode {
  const { exitCode, ...told } = failureOf(error);
  output.fail(told.message, { error: told });
  return exitCode;
}
