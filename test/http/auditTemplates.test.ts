/** What an audit reads of templates. */
import { expect, it } from 'vitest';
import { readFile } from '../../src/audit/file';
import { orderOf } from '../truth/order';
import { pastAccount } from '../truth/pastAccount';

it("Y55 the audit reads the account's templates; where it may not, it goes on without them", async () => {
  const account = await pastAccount(orderOf(0, 1));
  try {
    const order = account.auditOrder('read');
    account.sandbox.reviewTemplate('consulta_pendiente', 'es', { category: 'MARKETING' });
    await account.audited('read');
    const path = `${order.config.dataFolder}/audit/${order.config.account}.jsonl`;
    expect(readFile(path)?.templates).toContainEqual({
      ...{ name: 'consulta_pendiente', language: 'es', category: 'MARKETING' },
    });
    const refused = { kind: 'respond', status: 403, body: {} } as const;
    account.sandbox.failRequests({ path: /messageTemplates/, times: 9, effect: refused });
    expect((await account.audited('refused')).unknown).toEqual([]);
  } finally {
    await account.close();
  }
});
