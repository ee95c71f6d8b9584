import { readFileSync } from 'node:fs';
import type { Config } from './config/config';
import type { PolicyConfig } from './config/policyConfig';
import { createLivePolicy, type LivePolicy } from './livePolicy';
import type { Log } from './log';

/** A look is a read of a few kilobytes. It also sees a file that was put in the place of another, as a ConfigMap is. */
const LOOK_MS = 2_000;

/** Goes by the policy file while the process runs. `stop`: looks no more. */
export function followPolicy(
  config: Config,
  log: Log,
  onChange: (policy: PolicyConfig) => void,
): LivePolicy & { stop(): void } {
  const { policyFile: fileName } = config;
  const live = createLivePolicy(config, { fileName, read: () => readFileSync(fileName, 'utf8'), log, onChange });
  const timer = setInterval(() => live.look(), LOOK_MS).unref();
  return { ...live, stop: () => clearInterval(timer) };
}
