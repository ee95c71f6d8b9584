/**
 * What an object has under a name from outside: `constructor` and `__proto__` are names like any other, and every
 * object seems to have something under them.
 */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
