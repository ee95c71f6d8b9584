import { TemporalLost } from '../embedded/keepAlive';

/** gRPC's DEADLINE_EXCEEDED and UNAVAILABLE (https://grpc.io/docs/guides/status-codes/). */
const CODES: readonly unknown[] = [4, 14];
/**
 * The client's message when it cannot reach a server in time. The error has no code or name of its own (SDK 1.24,
 * `waitForReady` of grpc-js).
 */
const NOT_IN_TIME = 'Failed to connect before the deadline';

/** Whether an error means that Temporal does not answer, rather than that it refused something. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TemporalLost) return true;
  // The first comes from the worker's connection.
  if (error.name === 'TransportError' || error.message === NOT_IN_TIME) return true;
  if ('code' in error && CODES.includes(error.code)) return true;
  return isUnreachable(error.cause);
}

/** Replaces the SDK's errors where a person reads the message. */
export class TemporalUnreachable extends Error {
  override readonly name = 'TemporalUnreachable';

  constructor(address: string, options?: ErrorOptions) {
    super(`Temporal does not answer at ${address}. Is it running, and is TEMPORAL_ADDRESS right?`, options);
  }
}
