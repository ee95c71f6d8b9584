import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { policy } from '../chaos/policy';
import { type Ventana, ventana } from '../support/ventana';

/** What a list is read to at most (G14). Each page takes a second, and an attempt to read 20. */
const MOST_PAGES = 100;
const PAGE_MS = 1_000;

let service: Ventana;
beforeEach(async () => {
  service = await ventana({ cli: inject('temporalCli'), policy });
  await service.start();
});
afterEach(() => service.close());

it("G43 SIGTERM in the middle of a vendor's endless pages ends the process, and nothing reads on", async () => {
  const { sandbox } = service;
  sandbox.plant({ kind: 'endlessPages', on: true });
  sandbox.failRequests({ path: /audits/, times: Infinity, effect: { kind: 'slow', ms: PAGE_MS } });
  const pages = (): number => sandbox.requests().filter(({ path }) => path.endsWith('/audits')).length;
  sandbox.customerWrites(sandbox.addCustomer({ name: 'Ana', phone: '+34600111222' }), 'Hola');
  await expect.poll(pages).toBeGreaterThan(2);
  expect(await service.stop()).toBe(0);
  expect(pages()).toBeLessThan(MOST_PAGES / 2);
});
