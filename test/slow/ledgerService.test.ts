import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { audienceOf, ISSUER } from '../../src/service/app/claims';
import { reportView } from '../../src/service/app/report';
import { policy } from '../chaos/policy';
import { type Ventana, ventana } from '../support/ventana';

let service: Ventana;
beforeAll(async () => {
  service = await ventana({ cli: inject('temporalCli'), policy });
  await service.start();
});
afterAll(() => service?.close());

describe('npx ventana start', () => {
  it('Y20 keeps the ledger under VENTANA_DATA, which others read while it runs: a reminder is there, delivered; Y44 the app reads its report', async () => {
    const { sandbox, folder } = service;
    const customer = sandbox.addCustomer({ name: 'Ana Ruiz', phone: '+34600110001' });
    // In the same millisecond as the reply, it would be the last word.
    const { ticketId } = sandbox.customerWrites(customer, 'Hola', { at: Date.now() - 1_000 });
    sandbox.agentReplies(ticketId, '¿Me das el número?');
    sandbox.agentSets(ticketId, 'pending');
    await expect.poll(() => sandbox.received(customer)).toHaveLength(2);
    const path = join(folder, 'ledger', 'ledger.sqlite');
    const columns =
      'ticket, purpose, name, rendition, category, market, requested, delivered_at > sent_at - 60000 AS ok';
    const rows = (): unknown => {
      if (!statSync(path, { throwIfNoEntry: false })) return undefined;
      const reader = new Database(path, { readonly: true });
      try {
        return reader.prepare(`SELECT ${columns} FROM outreach`).all();
      } catch {
        return undefined; // Its tables are being made.
      } finally {
        reader.close();
      }
    };
    const purpose = { ticket: ticketId, purpose: 'followUp', name: 'followUp', requested: 0 };
    await expect.poll(rows).toEqual([{ ...purpose, rendition: 'text', category: 'service', market: '34', ok: 1 }]);
    expect(statSync(path).mode & 0o077).toBe(0);
    const { status, body } = await sandbox.appRequests({
      url: `${service.url}/app/report?weeks=4`,
      headers: { Authorization: 'Bearer {{jwt.token}}' },
      secure: true,
      jwt: {
        ...{ algorithm: 'HS256', secret_key: '{{setting.shared_secret}}', expiry: 60 },
        claims: { iss: ISSUER, aud: audienceOf(sandbox.account) },
      },
    });
    expect(status).toBe(200);
    expect(reportView.parse(JSON.parse(body))).toMatchObject({ ledger: 'read', report: { total: { sent: 1 } } });
    expect(await service.stop()).toBe(0);
    expect(service.lines.filter(({ msg }) => /^(?:the ledger|a row of the ledger) /.test(msg))).toEqual([]);
  });
});
