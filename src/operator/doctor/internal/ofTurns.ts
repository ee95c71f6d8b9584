import type { TemporalInspector } from '../../../temporal/inspector';

/**
 * What the account's turns answer; undefined where no worker runs that could.
 * @throws what `ask` throws, where one does
 */
export async function ofTurns<T>(
  connect: () => Promise<TemporalInspector>,
  ask: (temporal: TemporalInspector) => Promise<T>,
): Promise<T | undefined> {
  const temporal = await connect();
  return ask(temporal).catch(async (error: unknown) => {
    if ((await temporal.queuesWithoutWorker()).length > 0) return undefined;
    throw error;
  });
}
