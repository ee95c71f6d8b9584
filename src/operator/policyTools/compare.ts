import type { Instant } from '../../../activities/types';
import type { Live } from '../../../workflows/core/conversation';
import type { Config } from '../../config/config';
import type { Schedules } from '../../hours/schedules';
import type { OpenTickets } from '../../temporal/conversations';
import { type Change, diffPolicy, usesPolicy, type PolicyDiff } from './internal/diff';
import { readOpen } from './internal/readOpen';
import { rulesNow } from './internal/rules';
import { changedSettings, type SettingChange } from './internal/settings';

/** A policy compared with the open tickets and with the file that it replaces. */
export interface Comparison {
  diff: PolicyDiff;
  now: Instant;
  /** The policy's fingerprint. */
  version: string;
  /** Open tickets whose run did not answer. */
  silent: string[];
  /** Tickets that do not use the policy yet, the most urgent first. */
  toTell: string[];
  /** Undefined if there is no other file to compare with, or if that file has problems. */
  settings: SettingChange[] | undefined;
  /** Formats a time in the office's time zone. */
  format: (at: Instant) => Promise<string>;
}

export interface CompareOptions {
  tickets: OpenTickets;
  /** Used if the policy takes its hours from Zendesk. */
  schedules: Schedules;
  now: () => Instant;
  /** The text of the new policy file, and of the one in use if that is a different file. */
  texts: { after: string; before?: string };
  onProgress: (done: number, of: number) => void;
  warn: (message: string) => void;
}

/**
 * Compares the policy with the open tickets.
 * @throws {Error} when no run answers, or the office hours cannot be read
 */
export async function comparePolicy(config: Config, options: CompareOptions): Promise<Comparison> {
  const { tickets, schedules, texts, onProgress, warn } = options;
  const { conversations, silent } = await readOpen(tickets, onProgress);
  const now = options.now();
  const { rules, format } = await rulesNow(config, schedules, now, warn);
  const version = rules.policy.version ?? '';
  const diff = diffPolicy(conversations, rules, now);
  const watched = conversations.filter((it): it is Live => it.stage === 'watching' && !usesPolicy(it, version));
  const { before, after } = texts;
  return {
    diff,
    now,
    version,
    silent,
    toTell: byUrgency(
      watched.map(({ ticketId }) => ticketId),
      diff.changes,
    ),
    settings: before === undefined ? undefined : changedSettings(before, after),
    format,
  };
}

/**
 * The ticket whose next action is soonest, under the old or the new rules, comes first: it would be the first to go
 * wrong.
 */
function byUrgency(ids: string[], changes: readonly Change[]): string[] {
  const soonest = new Map<string, Instant>();
  for (const { ticketId, before = Infinity, after = Infinity } of changes) {
    soonest.set(ticketId, Math.min(soonest.get(ticketId) ?? Infinity, before, after));
  }
  const urgency = (id: string): number => soonest.get(id) ?? Number.MAX_SAFE_INTEGER;
  return ids.sort((a, b) => urgency(a) - urgency(b));
}
