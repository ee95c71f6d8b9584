import { inject } from 'vitest';
import { type ChaosWorld, startWorld } from '../chaos/world';

/** Plays a story on real processes, in real time, and ends them. */
export async function onProcesses(story: (world: ChaosWorld) => Promise<void>): Promise<void> {
  const world = await startWorld({
    cli: () => Promise.resolve(inject('temporalCli')),
    bundle: inject('workflowBundlePath'),
    zendeskReopens: true,
    keep: false,
  });
  try {
    await story(world);
  } finally {
    await world.close();
  }
}
