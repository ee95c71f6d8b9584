import type { Metrics } from '../../telemetry/metrics';

/** Whether it is well, or in plain words what is wrong (shown to whoever asks, so no secret in it). A throw is a `false`. */
export type ReadyCheck = () => Promise<boolean | string>;

const CHECK_TIMEOUT_MS = 3_000;

/** Asks every check at once, each for at most 3 s. @returns each check by name: `ok` or what is wrong */
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
const FAILED = 'failed';

async function ask(check: ReadyCheck): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, CHECK_TIMEOUT_MS, `no answer within ${CHECK_TIMEOUT_MS / 1000} s`);
  });
  try {
    const result = await Promise.race([check(), timeout]);
    return typeof result === 'string' ? result : result ? OK : FAILED;
  } catch {
    return FAILED;
  } finally {
    clearTimeout(timer);
  }
}
