import { Connection, type ConnectionOptions } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { cliCacheFolders, findTemporalCli } from '../embedded/cli';
import { EMBEDDED_NAMESPACE, type EmbeddedOptions, type EmbeddedTemporal, startEmbedded } from '../embedded/embedded';
import { ensureSearchAttributes } from './searchAttributes';

const RETENTION = '30 days';
/** grpc-js waits up to two minutes between its attempts to connect; a server on this machine is back within seconds. */
const RECONNECT_SOON = { 'grpc.max_reconnect_backoff_ms': 1_000 };

export interface ConnectOptions extends Omit<EmbeddedOptions, 'cli'> {
  /**
   * The environment. TEMPORAL_ADDRESS and related variables choose the server; TEMPORAL_CLI_PATH and XDG_CACHE_HOME say
   * where a CLI for the embedded server may be. Only `config` reads the process's own, and `system` for child
   * processes.
   */
  env: Readonly<Record<string, string | undefined>>;
}

export interface TemporalPlace extends Pick<EmbeddedTemporal, 'keptAlive'> {
  /** Options for `Connection.connect` (the client's) and `NativeConnection.connect` (the worker's). */
  connectionOptions: ConnectionOptions & NativeConnectionOptions;
  address: string;
  namespace: string;
  /** Known only for the embedded server. */
  uiUrl?: string;
  embedded: boolean;
  /** Stops the embedded server if this call started it. Does nothing to a cluster. */
  stop(): Promise<void>;
}

/**
 * Finds our Temporal. With TEMPORAL_ADDRESS it is the cluster that this and the related variables describe (namespace,
 * API key, mTLS, profile file: https://docs.temporal.io/develop/environment-configuration). Without it, it is the
 * embedded server: this call starts one, or joins a running one if it is only needed `briefly`.
 *
 * @throws {Error} when no embedded server is available, or a file that the environment names cannot be read
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
  const { address, uiUrl, keptAlive, stop } = server;
  return {
    connectionOptions: { address, channelArgs: RECONNECT_SOON },
    address,
    namespace: EMBEDDED_NAMESPACE,
    uiUrl,
    embedded: true,
    ...(keptAlive && { keptAlive }),
    stop,
  };
}

/**
 * The dev server keeps closed runs for one day and has no flag to change it. A server started by an older Ventana may
 * lack some search attributes.
 */
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
  // The SDK's type also allows call credentials that no environment variable can describe. These four are all that the
  // environment can give.
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
