import { Client, Connection } from '@temporalio/client';
import { searchAttributes } from '../../workflows/messages';
import type { Config } from '../config/config';
import { connectTemporal, type TemporalPlace } from './connect';
import { dataConverterOf } from './dataConverter';
import { isUnreachable, TemporalUnreachable } from './unreachable';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Calls back with a client for the account's Temporal, encryption included. Without TEMPORAL_ADDRESS it uses the
 * service's embedded server, or starts one for the duration of the call.
 * @param onProgress called before steps that take time
 * @throws {TemporalUnreachable} when Temporal does not answer
 * @throws {Error} when no embedded server is available
 */
export async function withClient<T>(
  config: Config,
  onProgress: (line: string) => void,
  use: (client: Client, place: TemporalPlace) => Promise<T>,
): Promise<T> {
  const place = await connectTemporal({
    env: config.temporal.environment,
    dataFolder: config.dataFolder,
    searchAttributes: Object.values(searchAttributes),
    briefly: true,
    onProgress,
  });
  try {
    const { connectionOptions, namespace } = place;
    const connection = await Connection.connect({ ...connectionOptions, connectTimeout: CONNECT_TIMEOUT_MS });
    try {
      return await use(new Client({ connection, namespace, dataConverter: dataConverterOf(config) }), place);
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw isUnreachable(error) ? new TemporalUnreachable(place.address, { cause: error }) : error;
  } finally {
    await place.stop();
  }
}
