import { AsyncLocalStorage } from 'node:async_hooks';

/** What a line of the log is about. No personal data: ids and counts. */
export type LogContext = Record<string, string | number>;

const storage = new AsyncLocalStorage<LogContext>();

/** Every line that is logged within the call, whoever logs it, says this besides. */
export const logAs = <Result>(context: LogContext, call: () => Result): Result =>
  storage.run({ ...storage.getStore(), ...context }, call);

/** A copy: who is given it may write into it. */
export const logContext = (): LogContext => ({ ...storage.getStore() });
