import { AsyncLocalStorage } from 'node:async_hooks';

/** What a log line is about: ids and counts, no personal data. */
export type LogContext = Record<string, string | number>;

const storage = new AsyncLocalStorage<LogContext>();

/** Adds this context to every line that is logged during the call. */
export const logAs = <Result>(context: LogContext, call: () => Result): Result =>
  storage.run({ ...storage.getStore(), ...context }, call);

/** A copy, so callers may modify it. */
export const logContext = (): LogContext => ({ ...storage.getStore() });
