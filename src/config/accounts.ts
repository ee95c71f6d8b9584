import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'dotenv';
import { type Config, loadConfig } from './config';
import { ConfigError, type Problem } from '../problems/configError';
import { didYouMean } from '../problems/didYouMean';
import { type Environment, readEnvironment, withoutEmpty } from './environment';

/** Variables that each account sets for itself. All others apply to the whole installation. */
const OF_ACCOUNTS = /^(ZENDESK_|SUNSHINE_|WHATSAPP_|VENTANA_POLICY(_FILE)?$)/;
const FILE = /\.env$/;

/** One account, with the environment that `loadConfig` reads for it. */
export interface AccountEnvironment {
  /** The Zendesk subdomain. Absent when there is only one account, whatever its name. */
  name?: string;
  /** The file that holds its variables. Absent when they are in the process's environment. */
  file?: string;
  environment: Environment;
}

export interface AccountFiles {
  /** The names of the files in a folder. Throws as `readdirSync` does. */
  list(folder: string): string[];
  /** Throws as `readFileSync` does. */
  read(path: string): string;
}

const onDisk: AccountFiles = { list: (folder) => readdirSync(folder), read: (path) => readFileSync(path, 'utf8') };

/**
 * The accounts of this installation. `VENTANA_ACCOUNTS` is a folder; each file `NAME.env` in it is one account. NAME is
 * its Zendesk subdomain, and its policy is `NAME.yaml` next to it unless `VENTANA_POLICY` says otherwise. Without
 * `VENTANA_ACCOUNTS` there is one account.
 * @throws {ConfigError} with everything that is wrong with the files
 */
export function accountEnvironments(
  environment: Environment = readEnvironment(),
  files: AccountFiles = onDisk,
): AccountEnvironment[] {
  const set = withoutEmpty(environment);
  const folder = set['VENTANA_ACCOUNTS'];
  if (folder === undefined) return [{ environment }];
  const shared = Object.fromEntries(Object.entries(set).filter(([name]) => !OF_ACCOUNTS.test(name)));
  const misplaced = Object.keys(set)
    .filter((name) => OF_ACCOUNTS.test(name))
    .map((where) => ({
      where,
      message: 'is set for the whole installation, which has several accounts (VENTANA_ACCOUNTS)',
      hint: `Move it to the file of its account, such as ${join(folder, 'acme.env')}.`,
    }));
  const found = filesIn(folder, files);
  if ('problem' in found) throw new ConfigError([found.problem, ...misplaced]);
  const accounts = found.names.map((name) => accountOf(folder, name, shared, files));
  const problems = [...misplaced, ...accounts.flatMap((it) => it.problems)];
  if (problems.length > 0) throw new ConfigError(problems);
  return accounts.map((it) => it.account);
}

/**
 * Loads the configuration of every account.
 * @throws {ConfigError} with the problems of all accounts
 */
export function loadAccounts(environment: Environment = readEnvironment(), files: AccountFiles = onDisk): Config[] {
  const problems: Problem[] = [];
  const configs = accountEnvironments(environment, files).flatMap((account) => {
    try {
      return [loadConfig(account.environment, (path) => files.read(path))];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems.map((problem) => placed(problem, account)));
      return [];
    }
  });
  if (problems.length > 0) throw new ConfigError(unique(problems));
  return configs;
}

/**
 * The environment of one account, for commands that work on one account at a time.
 * @param name the Zendesk subdomain; optional when there is only one account
 * @throws {ConfigError} when no account has this name, or no name is given and there are several accounts
 */
export function accountEnvironment(
  name: string | undefined,
  environment: Environment = readEnvironment(),
  files: AccountFiles = onDisk,
): Environment {
  const accounts = accountEnvironments(environment, files);
  const [only] = accounts;
  if (name === undefined && accounts.length === 1 && only) return only.environment;
  const nameOf = (it: AccountEnvironment): string =>
    it.name ?? it.environment['ZENDESK_SUBDOMAIN']?.toLowerCase() ?? '';
  const wanted = accounts.find((it) => nameOf(it) === name?.toLowerCase());
  if (wanted) return wanted.environment;
  const names = accounts.map(nameOf);
  const meant = name === undefined ? undefined : didYouMean(name, names);
  throw new ConfigError([
    {
      where: name === undefined ? 'VENTANA_ACCOUNTS' : `--account ${name}`,
      message: name === undefined ? 'names several accounts' : 'is not an account of this installation',
      hint: `${meant ? `Did you mean ${meant}? ` : ''}Choose one with --account: ${names.join(', ')}.`,
    },
  ]);
}

function filesIn(folder: string, files: AccountFiles): { names: string[] } | { problem: Problem } {
  const where = 'VENTANA_ACCOUNTS';
  const hint = 'Set it to a folder with one file per account, such as acme.env for https://acme.zendesk.com.';
  try {
    const names = files
      .list(folder)
      .filter((name) => FILE.test(name))
      .sort();
    if (names.length > 0) return { names };
    return { problem: { where, message: `there is no .env file in ${folder}`, hint } };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    return { problem: { where, message: `${folder} cannot be read (${code})`, hint } };
  }
}

function accountOf(
  folder: string,
  fileName: string,
  shared: Record<string, string>,
  files: AccountFiles,
): { account: AccountEnvironment; problems: Problem[] } {
  const file = join(folder, fileName);
  const name = basename(fileName, '.env').toLowerCase();
  let own: Record<string, string> = {};
  const problems: Problem[] = [];
  try {
    own = withoutEmpty(parse(files.read(file)));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    const hint = 'Make the file readable for this user.';
    problems.push({ where: file, message: `cannot be read (${code})`, hint });
  }
  for (const variable of Object.keys(own).filter((it) => !OF_ACCOUNTS.test(it))) {
    const message = 'applies to all accounts, not to a single one';
    problems.push({ where: `${file}: ${variable}`, message, hint: 'Set it in the environment of the process.' });
  }
  const subdomain = own['ZENDESK_SUBDOMAIN'];
  if (subdomain !== undefined && subdomain.toLowerCase() !== name) {
    const message = `does not match the name of the file, ${name}`;
    problems.push({ where: `${file}: ZENDESK_SUBDOMAIN`, message, hint: 'Leave it out, or rename the file to match.' });
  }
  const environment = {
    VENTANA_POLICY: join(folder, `${name}.yaml`),
    ...shared,
    ...own,
    ZENDESK_SUBDOMAIN: name,
  };
  return { account: { name, file, environment }, problems };
}

/** Adds the account's file to problems of its own variables. Problems of the policy already name their file. */
const placed = (problem: Problem, { file }: AccountEnvironment): Problem =>
  file !== undefined && OF_ACCOUNTS.test(problem.where) ? { ...problem, where: `${file}: ${problem.where}` } : problem;

/** A problem of the whole installation is found once per account: keep one of each. */
const unique = (problems: Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.where} ${problem.message}`, problem])).values(),
];
