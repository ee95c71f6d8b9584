/** The public names of the sweep. */
import { defineQuery } from '@temporalio/workflow';

/** The Schedule and the workflow have the same id; Temporal appends the time to the workflow's. */
export const sweepId = (account: string): string => `whatsapp-sweep:${account}`;

/** The sweep's progress. */
export const sweepQuery = defineQuery<SweepCounts>('sweep');

export interface SweepInput {
  account: string;
  /** How often a sweep runs (ms). */
  everyMs: number;
  /** The result of the previous sweep, when no Schedule started this one. */
  previous?: SweepResult;
}

export interface SweepCounts {
  /** How many tickets Zendesk's export showed. */
  looked: number;
  /** How many runs were started: tickets whose webhooks were all lost. */
  started: number;
  /** How many runs were told to read the truth again. */
  refreshed: number;
}

/** The Schedule passes it to the next sweep. */
export interface SweepResult extends SweepCounts {
  tookMs: number;
  /** Where the next sweep continues in Zendesk's export. */
  cursor?: string;
  /**
   * The export has been read up to this time (epoch ms). Used when there is no cursor yet, or Zendesk no longer accepts
   * it.
   */
  until: number;
  /** When this sweep took its part of the round over all runs (epoch ms). Absent in results of earlier versions. */
  roundTakenAt?: number;
  /** The last ticket visited in the round over all runs. */
  roundAt?: string;
}
