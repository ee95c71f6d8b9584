import { VendorError } from '../../../activities/vendorError';
import { ConfigError, type Problem } from '../../problems/configError';
import { isUnreachable, TemporalUnreachable } from '../../temporal/unreachable';
import { CliError } from '../terminal/errors';
import { type ExitCode, exitCodes } from '../terminal/exitCodes';

/** A command's failure for people and for programs; with `--json` it is `{ "error": ... }` on stdout. */
export interface Failure {
  exitCode: ExitCode;
  message: string;
  /** Of a wrong configuration: each of them. */
  problems?: Problem[];
}

/** What to say of anything that a command threw, and what to end with. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConfigError) {
    return { exitCode: exitCodes.usage, message: error.message, problems: error.problems };
  }
  if (error instanceof CliError) return { exitCode: error.exitCode, message: error.message };
  if (error instanceof TemporalUnreachable) return { exitCode: exitCodes.unreachable, message: error.message };
  const chain = chainOf(error);
  const down = isUnreachable(error) || chain.some(isVendorDown);
  return { exitCode: down ? exitCodes.unreachable : exitCodes.failed, message: wordsOf(chain) };
}

/** An error and what caused it, outermost first. */
function chainOf(error: unknown): unknown[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? [error] : [error, ...chainOf(cause)];
}

/** A vendor that answers, if only to refuse, is reached. */
const isVendorDown = (error: unknown): boolean =>
  error instanceof VendorError && (error.status === undefined || error.status >= 500);

/** Temporal's errors that only say where the error happened that they wrap. */
const WRAPPERS = ['WorkflowFailedError', 'ActivityFailure', 'ChildWorkflowFailure', 'ServiceError'];

/** The first that says something; a mistake of ours shows where it was made. */
function wordsOf(chain: unknown[]): string {
  const telling = chain.find((it) => !(it instanceof Error && it.cause && WRAPPERS.includes(it.name)));
  if (!(telling instanceof Error)) return String(telling);
  const isMistake = telling instanceof TypeError || telling instanceof ReferenceError;
  return isMistake ? (telling.stack ?? telling.message) : telling.message;
}
