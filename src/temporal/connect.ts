import { Connection, type ConnectionOptions } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { cliCacheFolders, findTemporalCli } from '../embedded/cli';
import { EMBEDDED_NAMESPACE, type EmbeddedOptions, startEmbedded } from '../embedded/embedded';
import { ensureSearchAttributes } from './searchAttributes';

const RETENTION = '30 days';

export interface ConnectOptions extends Omit<EmbeddedOptions, 'cli'> {
  /**
   * The environment: TEMPORAL_ADDRESS and its companions decide; TEMPORAL_CLI_PATH and XDG_CACHE_HOME say where a CLI for the
   * embedded server may be. Only `config` reads the process's own.
   */
  env: Readonly<Record<string, string | undefined>>;
}

export interface TemporalPlace {
  /** Fits `Connection.connect` (the client's) and `NativeConnection.connect` (the worker's). */
  connectionOptions: ConnectionOptions & NativeConnectionOptions;
  address: string;
  namespace: string;
  /** Known for the embedded server only. */
  uiUrl?: string;
  embedded: boolean;
  /** Ends the embedded server if this call started it; does nothing to a cluster. */
  stop(): Promise<void>;
}

/**
 * Where our Temporal is: with TEMPORAL_ADDRESS the cluster that it and its companions describe (namespace, API key, mTLS, profile
 * file: https://docs.temporal.io/develop/environment-configuration); without it the embedded server, which this call starts, or joins if it is `briefly` needed.
 *
 * @throws {Error} when no embedded server can be had, or a file that the environment names cannot be read
 */
export async function connectTemporal(options: ConnectOptions): Promise<TemporalPlace> {
  const { env, ...embedded } = options;
  if (env['TEMPORAL_ADDRESS']) return cluster(env);
  const cli = await findTemporalCli({
    givenPath: env['TEMPORAL_CLI_PATH'],
    cacheFolders: cliCacheFolders(options.dataFolder, env['XDG_CACHE_HOME']),
    onProgress: options.onProgress,
  });
  const server = await startEmbedded({ ...embedded, cli });
  try {
    await prepareNamespace(server.address, options.searchAttributes);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { address, uiUrl, stop } = server;
  return { connectionOptions: { address }, address, namespace: EMBEDDED_NAMESPACE, uiUrl, embedded: true, stop };
}

/** Retention: the dev server gives its namespaces one day and has no flag for it. Search attributes: a server of an older Ventana may lack some. */
async function prepareNamespace(address: string, searchAttributes: EmbeddedOptions['searchAttributes']): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.updateNamespace({
      namespace: EMBEDDED_NAMESPACE,
      config: { workflowExecutionRetentionTtl: msToTs(RETENTION) },
    });
    await ensureSearchAttributes(connection, EMBEDDED_NAMESPACE, searchAttributes);
  } finally {
    await connection.close();
  }
}

function cluster(env: ConnectOptions['env']): TemporalPlace {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(set) });
  const { address = '', apiKey, tls, metadata } = connectionOptions;
  // The SDK's own type also allows calling credentials in ways that an environment cannot describe; these four are all that it yields.
  const described = {
    address,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(tls === undefined ? {} : { tls }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  return {
    connectionOptions: described,
    address,
    namespace: namespace ?? 'default',
    embedded: false,
    stop: () => Promise.resolve(),
  };
}
