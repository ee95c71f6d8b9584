import { setTimeout as sleep } from 'node:timers/promises';

/** Temporal Actions by kind, in one namespace, from the server's own counter: the one that Temporal Cloud bills by. */
export type Actions = Record<string, number>;

const LINE = /^action\{(.*)\} (\d+)$/;
/** The calls that move simulated time forward: nobody makes them in production. */
const OF_THE_SIMULATION = 'grpc_UpdateWorkflowExecutionOptions';
/** The server publishes its counters about once a second. */
const PUBLISHED_EVERY_MS = 1_200;

/**
 * Reads the counter `action` of a server started with `--metrics-port`, once it has stopped changing.
 * @param url such as `http://127.0.0.1:9090/metrics`
 */
export async function readActions(url: string, namespace: string): Promise<Actions> {
  for (let before = ''; ; await sleep(PUBLISHED_EVERY_MS)) {
    const actions = parse(await (await fetch(url)).text(), namespace);
    const now = JSON.stringify(actions);
    if (now === before) return actions;
    before = now;
  }
}

function parse(text: string, namespace: string): Actions {
  const actions: Actions = {};
  for (const line of text.split('\n')) {
    const [, labels = '', count] = LINE.exec(line) ?? [];
    if (count === undefined || !labels.includes(`namespace="${namespace}"`)) continue;
    const kind = /action_type="([^"]*)"/.exec(labels)?.[1] ?? 'other';
    if (kind === OF_THE_SIMULATION) continue;
    actions[kind] = (actions[kind] ?? 0) + Number(count);
  }
  return actions;
}

/** The increase between two readings, without the kinds that did not increase. */
export const between = (before: Actions, after: Actions): Actions =>
  Object.fromEntries(
    Object.entries(after)
      .map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );

export const total = (actions: Actions): number => Object.values(actions).reduce((all, count) => all + count, 0);
