import type { PolicyConfig } from './policyConfig';
import { createLivePolicy, type LivePolicy, type LivePolicyOptions } from './internal/livePolicy';

/**
 * Polling reads only a few kilobytes. Unlike watching the file, it also notices a file that is replaced, as Kubernetes
 * does with a ConfigMap.
 */
const POLL_MS = 2_000;

/** Follows changes of the policy file while the process runs. `stop` ends the polling. */
export function followPolicy(
  first: PolicyConfig & { policyFile: string },
  options: Omit<LivePolicyOptions, 'fileName'>,
): LivePolicy & { stop: () => void } {
  const live = createLivePolicy(first, { fileName: first.policyFile, ...options });
  const timer = setInterval(() => live.poll(), POLL_MS).unref();
  return { ...live, stop: () => clearInterval(timer) };
}
