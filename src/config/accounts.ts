import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'dotenv';
import { type Config, loadConfig } from './config';
import { ConfigError, type Problem } from '../problems/configError';
import { didYouMean } from '../problems/didYouMean';
import { type Environment, readEnvironment, withoutEmpty } from './environment';

/** What each account has for itself; everything else belongs to the installation. */
const OF_ACCOUNTS = /^(ZENDESK_|SUNSHINE_|WHATSAPP_|VENTANA_POLICY(_FILE)?$)/;
const FILE = /\.env$/;

/** One account, with the environment that `loadConfig` reads for it. */
export interface AccountEnvironment {
  /** The Zendesk subdomain; absent: the only one, whatever its name. */
  name?: string;
  /** Where its variables stand; absent: in the environment itself. */
  file?: string;
  environment: Environment;
}

export interface AccountFiles {
  /** Names in a folder; throws as `readdirSync` does. */
  list(folder: string): string[];
  /** Throws as `readFileSync` does. */
  read(path: string): string;
}

const onDisk: AccountFiles = { list: (folder) => readdirSync(folder), read: (path) => readFileSync(path, 'utf8') };

/**
 * The accounts of this installation. With `VENTANA_ACCOUNTS`, a folder, each file `NAME.env` in it is one: NAME is its Zendesk
 * subdomain, its policy is `NAME.yaml` beside it unless `VENTANA_POLICY` says otherwise. Without it, there is one.
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
 * The configuration of every account.
 * @throws {ConfigError} with every problem of all of them
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
 * The environment of one account, for what looks after one at a time.
 * @param name the Zendesk subdomain; may be left out where there is only one
 * @throws {ConfigError} when there is none of this name, or several to choose from
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

/** The policy's problems name their file; a variable's name the account's, where it is the account's own. */
const placed = (problem: Problem, { file }: AccountEnvironment): Problem =>
  file !== undefined && OF_ACCOUNTS.test(problem.where) ? { ...problem, where: `${file}: ${problem.where}` } : problem;

/** What is wrong with the installation is wrong for each account. */
const unique = (problems: Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.where} ${problem.message}`, problem])).values(),
];
