import { VendorError } from '../../activities/vendorError';
import { ConfigError, type Problem } from '../config/configError';
import { CliError } from './errors';
import { type ExitCode, exitCodes } from './exitCodes';

/** A command's failure for people and for programs; with `--json` it is `{ "error": ... }` on stdout. */
export interface Failure {
  exitCode: ExitCode;
  message: string;
  /** Of a wrong configuration: each of them. */
  problems?: Problem[];
}

/** gRPC's UNAVAILABLE and DEADLINE_EXCEEDED (https://grpc.io/docs/guides/status-codes/). */
const UNREACHABLE_CODES: readonly unknown[] = [4, 14];
const REFUSED = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN'];

/** What to say of anything that a command threw, and what to end with. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConfigError) {
    return { exitCode: exitCodes.usage, message: error.message, problems: error.problems };
  }
  if (error instanceof CliError) return { exitCode: error.exitCode, message: error.message };
  const chain = chainOf(error);
  const exitCode = chain.some(isUnreachable) ? exitCodes.unreachable : exitCodes.failed;
  return { exitCode, message: wordsOf(chain) };
}

/** An error and what caused it, outermost first. */
function chainOf(error: unknown): unknown[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? [error] : [error, ...chainOf(cause)];
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof VendorError) return error.status === undefined || error.status >= 500;
  if (!(error instanceof Error)) return false;
  if (error.name === 'TransportError') return true;
  return 'code' in error && (UNREACHABLE_CODES.includes(error.code) || REFUSED.includes(String(error.code)));
}

/** The reason is at the bottom: Temporal wraps a failure in several others. A mistake of ours shows where it was made. */
function wordsOf(chain: unknown[]): string {
  const mistake = chain.find(
    (it) => it instanceof TypeError || it instanceof ReferenceError || it instanceof RangeError,
  );
  if (mistake instanceof Error && chain.every((it) => !isUnreachable(it))) return mistake.stack ?? mistake.message;
  const last = chain.at(-1);
  return last instanceof Error ? last.message : String(last);
}
