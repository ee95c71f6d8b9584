import { describe, expect, it } from 'vitest';
import { ticketWorkflowId } from '../../workflows/messages';
import { liveWorld } from '../support/liveWorld';

const REMINDER = 'template consulta_pendiente';

describe('with followUp.max: 2, and a history that is continued as new every few events', () => {
  const { play, world } = liveWorld({
    policy: [['max: 1', 'max: 2']],
    serverArgs: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=40'],
  });

  it(
    'F9 reminds a second time, 24 hours after the first, and no more',
    play(async (s) => {
      await s.pending();
      await s.at('Fri 20:00');
      expect(s.received()).toEqual([`Tue 11:00 ${REMINDER}`, `Wed 11:00 ${REMINDER}`]);
      expect(s.notes()).toHaveLength(2);
      const { account, ticketId } = { account: 'acme', ticketId: s.ticketId };
      const { raw, runId } = await world()
        .time.client.workflow.getHandle(ticketWorkflowId(account, ticketId))
        .describe();
      expect(raw.workflowExecutionInfo?.firstRunId, 'it was never continued as new').not.toBe(runId);
    }),
  );
});

describe('when Zendesk does not reopen by itself, and tells in the event form', () => {
  const { play } = liveWorld({ sandbox: { zendeskReopens: false, zendeskWebhooks: 'event' } });

  it(
    'F2 opens the ticket itself when the customer answers',
    play(async (s) => {
      await s.pending();
      await s.at('Mon 18:00');
      s.writes('Aquí los datos');
      await s.at('Mon 18:05');
      expect(s.ticket().status).toBe('open');
      await s.at('Wed 20:00');
      expect(s.received()).toEqual([]);
    }),
  );

  it(
    'H1 hears of the macro by the custom field event',
    play(async (s) => {
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Mon 09:05');
      s.applies('WhatsApp::Reabrir conversación');
      await s.at('next Mon 09:06');
      expect(s.received()).toEqual(['Mon 09:05 template consulta_reabierta']);
    }),
  );
});
