/** The programs of a Temporal cluster, which no package of ours brings. */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { postgresPrograms } from '../support/postgres';

/** Paths of files; `postgres`: the folder of initdb and postgres. */
export interface Programs {
  server: string;
  sqlTool: string;
  postgres: string;
}

const VERSION = 'v1.32.0';

/**
 * @param given the command's options: paths of both programs of Temporal. Default: by their names, on the PATH
 * @throws {Error} in one sentence that says what is missing and how to get it
 */
export function findPrograms(given: { server?: string; sqlTool?: string }): Programs {
  const server = given.server ?? onPath('temporal-server');
  const sqlTool = given.sqlTool ?? onPath('temporal-sql-tool');
  if (!server || !isProgram(server)) throw new Error(missing('temporal-server', 'server', '--server'));
  if (!sqlTool || !isProgram(sqlTool)) throw new Error(missing('temporal-sql-tool', 'tools/sql', '--sql-tool'));
  const postgres = postgresPrograms();
  if (postgres === undefined) throw new Error('PostgreSQL is not installed here: apt install postgresql');
  return { server, sqlTool, postgres };
}

const missing = (name: string, path: string, option: string): string =>
  `${name} is not on the PATH; get it with "go install go.temporal.io/server/cmd/${path}@${VERSION}" and name the file with ${option}, or play with --dev-server`;

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(':')
    .map((folder) => join(folder, name))
    .find(isProgram);

function isProgram(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
