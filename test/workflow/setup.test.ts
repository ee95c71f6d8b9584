import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAccountAdmin } from '../../src/operator/setup/vendorAdmin';
import { loadSetupConfig } from '../../src/config/config';
import { createFileStore } from '../../src/operator/setup/fileStore';
import { applySteps, planSetup } from '../../src/operator/setup/internal/setup';
import { projectFile } from '../support/configuration';
import { liveWorld } from '../support/liveWorld';
import { freePort } from '../../src/system/freePort';

const dataFolder = mkdtempSync(join(tmpdir(), 'ventana-setup-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** The account has nothing but what setup makes; the service has its secrets from where setup has stored them. */
async function setUp(environment: Record<string, string>): Promise<void> {
  environment['PORT'] = String(await freePort());
  environment['VENTANA_DATA'] = dataFolder;
  const config = loadSetupConfig(environment, () => projectFile('ventana.example.yaml'));
  const place = {
    account: createAccountAdmin(config.zendesk, config.sunshine),
    store: createFileStore(config.dataFolder, config.account),
  };
  const url = `http://127.0.0.1:${environment['PORT']}`;
  const { policy, webhooksPath } = config;
  const { steps, ids } = await planSetup({ ...place, policy, webhooksPath, url, restore: false });
  await applySteps(steps, { ...place, ids }, () => undefined);
}

const { play, world } = liveWorld({ sandbox: { seed: 'none' }, prepare: setUp });

describe('an account with only what setup has made', () => {
  it(
    'F1 reminds the customer of a pending ticket, and F3 the answer opens it',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 12:00');
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      expect(s.ticket().window).toBe('whatsapp_window_closed');
      await s.at('Wed 08:30');
      s.writes('Aquí tienes');
      await s.at('Wed 08:40');
      expect(s.ticket().status).toBe('open');
      expect(s.closesAt()).toBe('Thu 08:30');
    }),
  );

  it(
    'H1 reopens a conversation when an agent applies the macro, and empties the field',
    play(async (s) => {
      await s.at('Sat 10:12');
      s.writes();
      await s.at('next Mon 09:05');
      s.applies('WhatsApp::Reabrir conversación');
      await s.at('next Mon 09:06');
      expect(s.received()).toEqual(['Mon 09:05 template consulta_reabierta']);
      expect(s.ticket().action).toBeUndefined();
      expect(s.notes()).toHaveLength(1);
    }),
  );

  it(
    'P2 P3 notifies a requester who has never written when an agent applies the macro, and the answer opens the ticket',
    play(async (s) => {
      await s.at('Mon 10:00');
      s.ticketId = s.sandbox.addTicket({ requester: s.customer, channel: 'email', subject: 'Retraso del pedido' });
      s.applies('WhatsApp::Avisar de incidencia');
      await s.at('Mon 10:01');
      expect(s.received()).toEqual(['Mon 10:00 template consulta_incidencia']);
      s.sets('pending');
      await s.at('Mon 12:00');
      const { ticketId: opened } = s.sandbox.customerWrites(s.customer, 'Vale, gracias');
      await s.at('Mon 12:10');
      expect(s.ticket().status).toBe('open');
      s.sandbox.agentSets(opened, 'closed');
    }),
  );

  it('has told everything by webhooks that the service took for genuine', () => {
    const told = world().sandbox.webhooks();
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter(({ outcome }) => outcome !== 'delivered')).toEqual([]);
    expect(new Set(told.map(({ vendor }) => vendor))).toEqual(new Set(['zendesk', 'sunshine', 'notification']));
  });
});
