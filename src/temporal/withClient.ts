import { Client, Connection } from '@temporalio/client';
import { searchAttributes } from '../../workflows/messages';
import type { Config } from '../config/config';
import { connectTemporal, type TemporalPlace } from './connect';
import { dataConverterOf } from './dataConverter';

/**
 * Lends a client on the account's Temporal, encryption included; without TEMPORAL_ADDRESS the embedded server is joined, or started meanwhile.
 * @param onProgress told what takes time
 * @throws {Error} when Temporal cannot be had: a `TransportError` or gRPC's UNAVAILABLE where it does not answer
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
    onProgress,
  });
  try {
    const { connectionOptions, namespace } = place;
    const connection = await Connection.connect(connectionOptions);
    try {
      return await use(new Client({ connection, namespace, dataConverter: dataConverterOf(config) }), place);
    } finally {
      await connection.close();
    }
  } finally {
    await place.stop();
  }
}
