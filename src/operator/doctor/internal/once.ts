/**
 * Asks once per set of arguments and shares the answer. Failures are kept too: one run of `doctor` describes one
 * moment.
 */
export function once<Args extends string[], T>(ask: (...args: Args) => Promise<T>): (...args: Args) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const answer = asked.get(key) ?? ask(...args);
    asked.set(key, answer);
    return answer;
  };
}
