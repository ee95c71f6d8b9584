import { parsePolicy } from '../policy';
import type { PolicyConfig } from '../policyConfig';
import type { Log } from '../../telemetry/log';

/** The policy that a process uses: that of the last valid version of the file. */
export interface LivePolicy {
  /** The same object for as long as nothing changes. */
  current: () => PolicyConfig;
  /**
   * Looks at the file. A changed one counts when a second look finds it the same, so that a file that is being written is not taken;
   * one with problems never counts: the policy stays as it was, and the log says why.
   */
  poll: () => void;
}

export interface LivePolicyOptions {
  /** As people know the file. */
  fileName: string;
  /** @throws {Error} when it cannot be read */
  read: () => string;
  log: Log;
  /** Told when another policy counts. */
  onChange?: (policy: PolicyConfig) => void;
}

/** @param first what the process has started with */
export function createLivePolicy(
  first: PolicyConfig,
  { fileName, read, log, onChange }: LivePolicyOptions,
): LivePolicy {
  let current = first;
  let seen: string | undefined;
  let judged = false;

  const stays = (problems: string[]): void =>
    log.error({ file: fileName, problems }, 'the changed policy file was rejected; still using the previous policy');

  function judge(text: string): void {
    if (text.trim() === '') return stays(['it is empty']);
    const found = parsePolicy(text, fileName);
    if ('problems' in found)
      return stays(found.problems.map(({ where, message, hint }) => `${where}: ${message}. ${hint}`));
    if (saysTheSame(found, current)) return;
    current = found;
    for (const warning of found.policyWarnings) log.warn(warning);
    log.info({ file: fileName, version: found.policy.ticket.version }, 'now using the changed policy');
    onChange?.(found);
  }

  return {
    current: () => current,
    poll() {
      let text: string;
      try {
        text = read();
      } catch (error) {
        // While it is put in place there may be none; the next look finds it.
        log.debug({ file: fileName, error }, 'the policy file cannot be read at the moment');
        return;
      }
      if (text !== seen) [seen, judged] = [text, false];
      else if (!judged) {
        judged = true;
        judge(text);
      }
    },
  };
}

const saysTheSame = (one: PolicyConfig, other: PolicyConfig): boolean =>
  (Object.keys(one) as (keyof PolicyConfig)[]).every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
