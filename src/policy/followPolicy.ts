import { readFileSync } from 'node:fs';
import type { PolicyConfig } from './policyConfig';
import { createLivePolicy, type LivePolicy } from './livePolicy';
import type { Log } from '../telemetry/log';

/** A look is a read of a few kilobytes. It also sees a file that was put in the place of another, as a ConfigMap is. */
const LOOK_MS = 2_000;

/** Goes by the policy file while the process runs. `stop`: looks no more. */
export function followPolicy(
  first: PolicyConfig & { policyFile: string },
  log: Log,
  onChange: (policy: PolicyConfig) => void,
): LivePolicy & { stop(): void } {
  const { policyFile: fileName } = first;
  const live = createLivePolicy(first, { fileName, read: () => readFileSync(fileName, 'utf8'), log, onChange });
  const timer = setInterval(() => live.look(), LOOK_MS).unref();
  return { ...live, stop: () => clearInterval(timer) };
}
