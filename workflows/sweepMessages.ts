/** The public names of the sweep. */
import { defineQuery } from '@temporalio/workflow';

/** Schedule and workflow have one id; Temporal adds the time to the workflow's. */
export const sweepId = (account: string): string => `whatsapp-sweep:${account}`;

/** How far the sweep is. */
export const sweepQuery = defineQuery<SweepCounts>('sweep');

export interface SweepInput {
  account: string;
  /** How often there is a sweep: says how many runs each has to look at, so that all have their turn. */
  everyMs: number;
  /** Where the sweep before ended, for a sweep that no schedule started. */
  previous?: SweepResult;
}

export interface SweepCounts {
  /** Tickets that Zendesk's export showed. */
  looked: number;
  /** Runs started: tickets whose webhooks were all lost. */
  started: number;
  /** Runs told to read the truth again. */
  refreshed: number;
}

/** The schedule hands it to the next sweep. */
export interface SweepResult extends SweepCounts {
  tookMs: number;
  /** Where in Zendesk's export the next sweep goes on. */
  cursor?: string;
  /** The export is read up to here (epoch ms), should there be no cursor yet, or Zendesk no longer take it. */
  until: number;
  /** The last ticket of the round over all runs. */
  roundAt?: string;
}
