import type { ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { cliCacheFolders, findTemporalCli } from '../embedded/cli';
import { type EmbeddedOptions, startEmbedded } from '../embedded/embedded';

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
  /** Leaves the embedded server (see `startEmbedded`); does nothing to a cluster. */
  stop(): Promise<void>;
}

/**
 * Where our Temporal is: with TEMPORAL_ADDRESS the cluster that it and its companions describe (namespace, API key, mTLS, profile
 * file: https://docs.temporal.io/develop/environment-configuration); without it the embedded server, which this call starts or joins.
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
  const { address, namespace, uiUrl } = server;
  return { connectionOptions: { address }, address, namespace, uiUrl, embedded: true, stop: () => server.stop() };
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
