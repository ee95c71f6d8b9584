import { VendorError } from '../../../activities/vendorError';
import { ConfigError, type Problem } from '../../problems/configError';
import { isUnreachable, TemporalUnreachable } from '../../temporal/unreachable';
import { CliError } from '../terminal/errors';
import { type ExitCode, exitCodes } from '../terminal/exitCodes';
import { noSettingsHint, vendorDownHint } from './whatNext';

/** A command's failure, for people and for programs. With `--json` it is printed as `{ "error": ... }` on stdout. */
export interface Failure {
  exitCode: ExitCode;
  message: string;
  /** For a wrong configuration: all of its problems. */
  problems?: Problem[];
}

/** The message and the exit code for anything that a command threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConfigError) {
    const message = withHint(error.message, noSettingsHint(error.problems));
    return { exitCode: exitCodes.usage, message, problems: error.problems };
  }
  if (error instanceof CliError) return { exitCode: error.exitCode, message: error.message };
  if (error instanceof TemporalUnreachable) return { exitCode: exitCodes.unreachable, message: error.message };
  const chain = chainOf(error);
  const vendor = chain.find(isVendorDown);
  const down = isUnreachable(error) || vendor !== undefined;
  const message = withHint(wordsOf(chain), vendor && vendorDownHint(vendor));
  return { exitCode: down ? exitCodes.unreachable : exitCodes.failed, message };
}

const withHint = (message: string, hint: string | undefined): string =>
  hint === undefined ? message : `${message}\n${hint}`;

/** An error and its causes, outermost first. */
function chainOf(error: unknown): unknown[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? [error] : [error, ...chainOf(cause)];
}

/** A vendor that rejects a request counts as reachable. */
const isVendorDown = (error: unknown): error is VendorError =>
  error instanceof VendorError && (error.status === undefined || error.status >= 500);

/** Temporal's errors that only say where the error they wrap occurred. */
const WRAPPERS = ['WorkflowFailedError', 'ActivityFailure', 'ChildWorkflowFailure', 'ServiceError'];

/** The first message that is informative. A bug of ours is shown with its stack. */
function wordsOf(chain: unknown[]): string {
  const informative = chain.find((it) => !(it instanceof Error && it.cause && WRAPPERS.includes(it.name)));
  if (!(informative instanceof Error)) return String(informative);
  const isBug = informative instanceof TypeError || informative instanceof ReferenceError;
  return isBug ? (informative.stack ?? informative.message) : informative.message;
}
