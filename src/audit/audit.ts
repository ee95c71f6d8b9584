import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config/config';
import type { PolicyConfig } from '../policy/policyConfig';
import type { RateFile } from '../rates/rateFile';
import type { Past } from '../service/account/past';
import { auditPath, readFile, type Recorded } from './file';
import { type Report, reportOf } from './report';
import { walk, type Walked } from './walk';

export interface AuditOrder {
  config: Config;
  /** From when on (epoch ms). */
  since: number;
  policies: readonly { name: string; config: PolicyConfig }[];
  /** With which costs are estimated. */
  rates: RateFile;
  /** Begin anew, whatever an earlier audit has read. */
  fresh: boolean;
  now: () => number;
  elapsed: () => number;
  onProgress: (walked: Walked) => void;
  /** Opens the vendors; absent: only what an earlier audit has read counts. */
  open?: () => Past;
  /** For tests. */
  pauseMs?: (ms: number) => Promise<void>;
}

/** @returns undefined if nothing was read and no vendor may be asked. @throws VendorError */
export async function audit(order: AuditOrder): Promise<{ report: Report; path: string } | undefined> {
  const { config, since, policies, rates } = order;
  const path = auditPath(config.dataFolder, config.account);
  const facts = order.open ? await read(order, order.open(), path) : readFile(path);
  if (!facts) return undefined;
  const readAt = facts.tickets.reduce((last, it) => Math.max(last, it.readAt), since);
  const until = order.open ? order.now() : readAt;
  const span = { since: Math.max(since, facts.since), until };
  return { report: await reportOf({ facts, span, policies, rates }), path };
}

const read = (order: AuditOrder, past: Past, path: string): Promise<Recorded> =>
  walk({
    ...past,
    ...{ path, account: order.config.account, policy: order.config.policy },
    ...{ since: order.since, fresh: order.fresh, now: order.now, elapsed: order.elapsed },
    pause: order.pauseMs ?? ((ms) => pause(ms)),
    onProgress: order.onProgress,
  });
