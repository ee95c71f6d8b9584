import { AsyncResource } from 'node:async_hooks';

/** Runs that time has left behind. */
export interface Laggards {
  /** It stays where it is. */
  leave(workflowId: string): void;
  /** It is in the present when this resolves, whoever has asked for that first, or at work. */
  bring(workflowId: string): Promise<void>;
  bringAll(): Promise<void>;
}

/** @param catchUp brings one run to the present, or says that it is at work: then it comes later */
export function keepLaggards(catchUp: (workflowId: string) => Promise<boolean>): Laggards {
  /** The SDK keeps the deadline of a call in its context: that of the one that happens to bring a run along is not for this. */
  const outside = new AsyncResource('laggards');
  const behind = new Set<string>();
  const onTheWay = new Map<string, Promise<void>>();

  function bring(workflowId: string): Promise<void> {
    const earlier = onTheWay.get(workflowId) ?? Promise.resolve();
    if (!behind.delete(workflowId)) return earlier;
    const way = earlier
      .catch(() => undefined)
      .then(() => outside.runInAsyncScope(catchUp, undefined, workflowId))
      .then(
        (isThere) => void (isThere || behind.add(workflowId)),
        (error: unknown) => {
          behind.add(workflowId);
          throw error;
        },
      )
      .finally(() => onTheWay.get(workflowId) === way && onTheWay.delete(workflowId));
    onTheWay.set(workflowId, way);
    return way;
  }

  return {
    leave: (workflowId) => void behind.add(workflowId),
    bring,
    bringAll: async () => void (await Promise.all([...behind, ...onTheWay.keys()].map(bring))),
  };
}
