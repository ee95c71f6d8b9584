import type { Config } from '../config/config';
import { openPast, type Past } from '../service/account/past';
import { elapsed } from '../system/elapsed';
import { createMetrics } from '../telemetry/metrics';

/** The account's vendors, when the audit begins to read. What they would log, the audit itself says. */
export const openingOf = (config: Config) => (): Past =>
  openPast(config, { metrics: createMetrics(), log: { warn: () => undefined }, now: Date.now, elapsed });
