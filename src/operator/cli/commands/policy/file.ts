import { readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { accountEnvironment } from '../../../../config/accounts';
import { type Config, loadConfig, policyFile } from '../../../../config/config';
import { isSameFile, readIfThere } from '../../../policyTools/files';
import type { CommonOptions } from '../../command';
import { usageError } from '../../../terminal/errors';

/** The argument that all of them take. */
export const withFile = (yargs: Argv<CommonOptions>): Argv<CommonOptions & { file: string | undefined }> =>
  yargs.positional('file', { type: 'string', describe: 'The policy file [default: VENTANA_POLICY, or ventana.yaml]' });

/** @throws {CliError} */
export function readPolicyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw usageError(`${path} cannot be read (${code}).`);
  }
}

/** A file that is to become the policy, and the one that the service uses here. */
export interface Candidate {
  /** As if the candidate were the policy. */
  config: Config;
  path: string;
  text: string;
  /** Where it is to be put, and what stands there; undefined: it is there already, or the service's file is not on this machine. */
  inUse: { path: string; text: string } | undefined;
}

/** @throws {ConfigError} with the problems of the file and of the environment; CliError */
export function readCandidate(file: string | undefined, account: string | undefined): Candidate {
  const environment = accountEnvironment(account);
  const used = policyFile(environment);
  const path = file ?? used;
  const config = loadConfig({ ...environment, VENTANA_POLICY: path });
  const text = readPolicyFile(path);
  const before = isSameFile(path, used) ? undefined : readIfThere(used);
  return { config, path, text, inUse: before === undefined ? undefined : { path: used, text: before } };
}
