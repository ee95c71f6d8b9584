/** A Temporal server on PostgreSQL, set up by the scripts and settings of deploy/, as compose does it. */
import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { freePort } from '../../src/system/freePort';
import { supervise } from '../chaos/process';
import type { ChaosTemporal } from '../chaos/temporal';
import { startPostgres } from '../support/postgres';
import type { Programs } from './programs';

const DEPLOY = resolve(__dirname, '../../deploy/temporal');
const IP = '127.0.0.1';
const NAMESPACE = 'ventana';
/** As in docker-compose.yml: a cluster keeps its number for life. */
const SHARDS = '512';
/** grpc-js waits up to two minutes between its attempts to connect. */
const RECONNECT_SOON = { 'grpc.max_reconnect_backoff_ms': 1_000 };

const run = promisify(execFile);

/** @param cli the Temporal CLI, which makes the namespace @throws {Error} with what a script printed */
export async function startFullTemporal(folder: string, programs: Programs, cli: string): Promise<ChaosTemporal> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  await symlink(programs.sqlTool, join(bin, 'temporal-sql-tool'));
  await symlink(cli, join(bin, 'temporal'));
  const path = { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  // The four parts of the server keep up to 20 + 10 connections each.
  const postgres = await startPostgres(programs.postgres, ['max_connections=200']);
  const { port, username } = new URL(postgres.url);
  const sql = { SQL_PLUGIN: 'postgres12', SQL_HOST: IP, SQL_PORT: port, SQL_USER: username, SQL_PASSWORD: '' };
  await run('sh', [join(DEPLOY, 'setup-database.sh')], { env: { ...path, ...sql } });

  const ports = await portsOf();
  const address = `${IP}:${ports.FRONTEND_GRPC_PORT}`;
  const server = supervise({
    name: 'temporal server',
    command: programs.server,
    program: ['--allow-no-auth', 'start'],
    args: [],
    env: {
      ...ports,
      ...{ DB: 'postgres12', POSTGRES_SEEDS: IP, DB_PORT: port, POSTGRES_USER: username },
      ...{ NUM_HISTORY_SHARDS: SHARDS, BIND_ON_IP: IP, LOG_LEVEL: 'warn' },
      DYNAMIC_CONFIG_FILE_PATH: join(DEPLOY, 'dynamic-config.yaml'),
    },
    folder,
    logFile: join(folder, 'temporal.log'),
    isUp: () => doesAnswer(address),
  });
  await server.up();
  const env = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: NAMESPACE };
  await run('sh', [join(DEPLOY, 'create-namespace.sh')], { env: { ...path, ...env, RETENTION: '30d' } });
  const connection = await Connection.connect({ address, channelArgs: RECONNECT_SOON });
  return {
    client: new Client({ connection, namespace: NAMESPACE }),
    env,
    get kills() {
      return server.kills;
    },
    kill: (downMs) => server.kill(downMs),
    up: () => server.up(),
    async stop() {
      await connection.close();
      await server.stop();
      await postgres.remove();
    },
  };
}

/** The variables of the server's own template (common/config/config_template_embedded.yaml, 1.32). */
async function portsOf(): Promise<Record<'FRONTEND_GRPC_PORT' | (typeof PARTS)[number], string>> {
  const ports = new Set<number>();
  while (ports.size <= PARTS.length) ports.add(await freePort());
  const [frontend, ...others] = [...ports].map(String);
  return {
    FRONTEND_GRPC_PORT: frontend ?? '',
    ...(Object.fromEntries(PARTS.map((name, n) => [name, others[n] ?? ''])) as Record<(typeof PARTS)[number], string>),
  };
}

const PARTS = [
  'FRONTEND_HTTP_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
] as const;

async function doesAnswer(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.workflowService.describeNamespace({ namespace: 'temporal-system' });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
