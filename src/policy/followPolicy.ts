import type { PolicyConfig } from './policyConfig';
import { createLivePolicy, type LivePolicy, type LivePolicyOptions } from './internal/livePolicy';

/** A look is a read of a few kilobytes. It also sees a file that was put in the place of another, as a ConfigMap is. */
const POLL_MS = 2_000;

/** Goes by the policy file while the process runs. `stop`: looks no more. */
export function followPolicy(
  first: PolicyConfig & { policyFile: string },
  options: Omit<LivePolicyOptions, 'fileName'>,
): LivePolicy & { stop: () => void } {
  const live = createLivePolicy(first, { fileName: first.policyFile, ...options });
  const timer = setInterval(() => live.poll(), POLL_MS).unref();
  return { ...live, stop: () => clearInterval(timer) };
}
