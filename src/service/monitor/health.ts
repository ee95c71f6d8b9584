import type { Metrics } from '../../telemetry/metrics';

/**
 * True if healthy, otherwise what is wrong in plain words. Anyone may read them, so they contain no secrets. A throw
 * counts as `false`.
 */
export type ReadyCheck = () => Promise<boolean | string>;

const CHECK_TIMEOUT_MS = 3_000;

/** Runs all checks at once, each for at most 3 s. @returns for each check's name, `ok` or what is wrong */
export async function askAll(
  checks: Record<string, ReadyCheck>,
  metrics: Metrics,
): Promise<{ ready: boolean; checks: Record<string, string> }> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<[string, string]> => [name, await ask(check)]),
  );
  for (const [name, result] of results) metrics.ready.set({ check: name }, result === OK ? 1 : 0);
  return { ready: results.every(([, result]) => result === OK), checks: Object.fromEntries(results) };
}

const OK = 'ok';

/** @returns `ok`; or what is wrong: in the check's own words, else `failed`, or `late` after `timeoutMs` */
export async function ask(
  check: ReadyCheck,
  options: { timeoutMs?: number; failed?: string; late?: string } = {},
): Promise<string> {
  const { timeoutMs = CHECK_TIMEOUT_MS, failed = 'failed', late = `no answer within ${timeoutMs / 1000} s` } = options;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, late);
  });
  try {
    const result = await Promise.race([check(), timeout]);
    return typeof result === 'string' ? result : result ? OK : failed;
  } catch {
    return failed;
  } finally {
    clearTimeout(timer);
  }
}
