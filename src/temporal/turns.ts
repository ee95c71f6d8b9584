import type { Client } from '@temporalio/client';
import type { TurnsPort } from '../../activities/ports';
import type { TurnRules } from '../../workflows/core/turns';
import { TASK_QUEUE, turnEvent, turnsWorkflowId } from '../../workflows/messages';
import type { Config } from '../config/config';

/** What the policy says of turns: each automatic outreach is a send and an update of its ticket. */
export const turnRulesOf = ({ rates, limits }: Config): TurnRules => ({
  perSecond: Math.min(rates.sendsPerSecond, rates.zendeskUpdatesPerMinute / 60),
  limits,
});

/** The account's turns over a Temporal client; their workflow is started by whoever asks first. */
export function createTurns(client: Client, account: string, rules: TurnRules): TurnsPort {
  const options = {
    workflowId: turnsWorkflowId(account),
    taskQueue: TASK_QUEUE,
    args: [{ account }],
    staticSummary: `WhatsApp turns of ${account}`,
    signal: turnEvent,
  } as const;
  return {
    async ask(request) {
      await client.workflow.signalWithStart('turns', {
        ...options,
        signalArgs: [{ type: 'asked', rules, ...request }],
      });
    },
    async stopped(stop) {
      const event = { type: 'stopped' as const, ...stop };
      await client.workflow.signalWithStart('turns', { ...options, signalArgs: [event] });
    },
  };
}
