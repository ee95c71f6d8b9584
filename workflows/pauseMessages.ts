/** The public names of a pause of sending. */
import { defineSignal } from '@temporalio/workflow';
import type { Instant } from '../activities/types';

/** `whatsapp-pause:{account}`. While a workflow with this id is open, nothing is sent for the account. */
export const pauseWorkflowId = (account: string): string => `whatsapp-pause:${account}`;

export const resume = defineSignal('resume');

/** Who paused or resumed sending: at the command line, or an administrator of Zendesk, by user id. */
export type PausedBy = { role: 'operator' } | { role: 'admin'; id: string };

/** Also the workflow's memo `pause`, which can be read without a worker. */
export interface Pause {
  since: Instant;
  by: PausedBy;
  /** Addresses and numbers are masked. */
  reason?: string;
}

export interface PauseInput extends Pause {
  account: string;
}
