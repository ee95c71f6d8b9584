import type { SweepResult } from '../../workflows/sweepMessages';
import type { Config } from '../config/config';
import { ensureSweepSchedule } from './sweepSchedule';
import { sweepNow, type SweepWatcher } from './internal/sweepNow';
import { withClient } from './withClient';

/**
 * Sweeps once, now, and waits until the sweep ends.
 * @throws {Error} when no worker is running, or the sweep fails
 */
export const sweepOnce = (
  config: Config,
  { connecting, ...watcher }: SweepWatcher & { connecting: (line: string) => void },
): Promise<SweepResult> =>
  withClient(config, connecting, async (client) => {
    await ensureSweepSchedule(client, config.account, config.sweep);
    return sweepNow(client, config.account, watcher);
  });
