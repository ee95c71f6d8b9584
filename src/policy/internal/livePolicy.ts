import type { Problem } from '../../problems/configError';
import { parsePolicy } from '../policy';
import type { PolicyConfig } from '../policyConfig';
import type { Log } from '../../telemetry/log';

/** The policy that a process uses: the last valid version of the file. */
export interface LivePolicy {
  /** Returns the same object until the policy changes. */
  current: () => PolicyConfig;
  /**
   * Reads the file. A changed file is applied once two reads in a row find the same text, so a half-written file is
   * never used. A file with problems is rejected: the policy stays as it was, and the log says why.
   */
  poll: () => void;
}

export interface LivePolicyOptions {
  /** The file's name in messages. */
  fileName: string;
  /** @throws {Error} when it cannot be read */
  read: () => string;
  log: Log;
  /** What else is wrong with a policy whose file is valid, such as that it needs rates which are not there. */
  check?: (policy: PolicyConfig, text: string) => Problem[];
  /** Called when the policy has changed. */
  onChange?: (policy: PolicyConfig) => void;
}

/** @param first the policy that the process started with */
export function createLivePolicy(
  first: PolicyConfig,
  { fileName, read, log, check: examine = () => [], onChange }: LivePolicyOptions,
): LivePolicy {
  let current = first;
  let seen: string | undefined;
  let checked = false;

  const reject = (problems: string[]): void =>
    log.error({ file: fileName, problems }, 'the changed policy file was rejected; still using the previous policy');

  function check(text: string): void {
    if (text.trim() === '') return reject(['it is empty']);
    const found = parsePolicy(text, fileName);
    if ('problems' in found) return reject(found.problems.map(inWords));
    if (isSame(found, current)) return;
    const problems = examine(found, text);
    if (problems.length > 0) return reject(problems.map(inWords));
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
        // While the file is being replaced it may not exist. The next poll finds it.
        log.debug({ file: fileName, error }, 'the policy file cannot be read at the moment');
        return;
      }
      if (text !== seen) [seen, checked] = [text, false];
      else if (!checked) {
        checked = true;
        check(text);
      }
    },
  };
}

const inWords = ({ where, message, hint }: Problem): string => `${where}: ${message}. ${hint}`;

const isSame = (one: PolicyConfig, other: PolicyConfig): boolean =>
  (Object.keys(one) as (keyof PolicyConfig)[]).every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
