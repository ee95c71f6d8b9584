import { readFileSync } from 'node:fs';
import { accountEnvironment } from '../../../../config/accounts';
import { type Config, loadConfig, policyFile } from '../../../../config/config';
import { isSameFile, readIfThere } from '../../../policyTools/files';
import { usageError } from '../../../terminal/errors';

/** The path of the policy file that the service uses. @throws {ConfigError} when the account is unknown */
export const policyPath = (account: string | undefined): string => policyFile(accountEnvironment(account));

/** Reads a policy file. @throws {CliError} when it cannot be read */
export function readPolicyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const next =
      code === 'ENOENT'
        ? 'Give the path of your policy file, or begin with a copy of ventana.example.yaml.'
        : 'Make the file readable for this user.';
    throw usageError(`${path} cannot be read (${code}). ${next}`);
  }
}

/** A file that may become the policy, and the file that the service on this machine uses now. */
export interface Candidate {
  /** The configuration as it would be with this file as the policy. */
  config: Config;
  path: string;
  text: string;
  /**
   * The path and the text of the file in use, which would be replaced. Undefined if the candidate is that file, or if
   * the service's file is not on this machine.
   */
  inUse: { path: string; text: string } | undefined;
}

/**
 * Reads the candidate and the file in use.
 * @throws {ConfigError} with the problems of the file and of the environment
 * @throws {CliError} when a file cannot be read
 */
export function readCandidate(file: string | undefined, account: string | undefined): Candidate {
  const environment = accountEnvironment(account);
  const used = policyFile(environment);
  const path = file ?? used;
  const config = loadConfig({ ...environment, VENTANA_POLICY: path });
  const text = readPolicyFile(path);
  const before = isSameFile(path, used) ? undefined : readIfThere(used);
  return { config, path, text, inUse: before === undefined ? undefined : { path: used, text: before } };
}
