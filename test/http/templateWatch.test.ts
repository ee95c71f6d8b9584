/** What Meta says of the templates, looked at once a day over HTTP and kept in the ledger. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { loadSetupConfig } from '../../src/config/config';
import { createTemplateWatch } from '../../src/service/account/internal/templateWatch';
import { templatesOf } from '../../src/vendors/sunshine/templates';
import { KEEP_MS, ledgerRig, type LedgerRig, rowsOf } from '../support/ledgerRig';
import { memoryFolder } from '../support/memoryFolder';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-16T09:00:00Z');
const folder = memoryFolder('templates-');
afterAll(() => rmSync(folder, { recursive: true }));

let [now, story] = [START, 0];
let sandbox: Sandbox;
let rig: LedgerRig;
let look: () => Promise<void>;
beforeEach(async () => {
  now = START;
  sandbox = await startSandbox({ now: () => now });
  const { sunshine, policy } = loadSetupConfig({ ...sandbox.env(), VENTANA_POLICY: 'ventana.example.yaml' });
  rig = ledgerRig(join(folder, String((story += 1))));
  look = createTemplateWatch({
    list: () => templatesOf(sunshine),
    policy: () => policy,
    ledger: rig.ledger.of('acme', () => KEEP_MS),
    log: { warn: (_: object, line?: string) => void rig.lines.push(line ?? '') },
    now: () => now,
    elapsed: () => now,
  });
});
afterEach(async () => {
  await rig.ledger.close();
  await sandbox.close();
});

/** Of the reminder in Spanish, as the ledger has it. */
async function states(): Promise<string[]> {
  await rig.ledger.flush();
  const rows = await rowsOf(rig.place, 'template_states');
  return rows
    .filter(({ name, language }) => name === 'consulta_pendiente' && language === 'es')
    .sort((a, b) => a.seen_at - b.seen_at)
    .map((it) => `${(it.seen_at - START) / HOUR} ${it.category} ${it.quality} ${it.status}`);
}
const asked = (): number => sandbox.requests().filter(({ path }) => path.endsWith('/messageTemplates')).length;
const after = (ms: number): Promise<void> => {
  now += ms;
  return look();
};
const counted = async (): Promise<object[]> =>
  (await rig.metrics.templateChanges.get()).values.filter(({ value }) => value > 0).map(({ labels }) => labels);

describe('Y50 the history of the templates', () => {
  it("has the policy's templates, each language, once a day, and another row only where Meta has changed one", async () => {
    await look();
    expect(await states()).toEqual(['0 UTILITY UNKNOWN APPROVED']);
    expect((await rowsOf(rig.place, 'template_states')).map(({ name, language }) => `${name} ${language}`)).toEqual(
      expect.arrayContaining(['consulta_pendiente en', 'consulta_reabierta es', 'consulta_incidencia es']),
    );
    sandbox.reviewTemplate('consulta_pendiente', 'es', { category: 'MARKETING' });
    await after(DAY - 1);
    expect(asked()).toBe(1);
    await after(1);
    expect(await states()).toEqual(['0 UTILITY UNKNOWN APPROVED', '24 MARKETING UNKNOWN APPROVED']);
    await after(DAY);
    expect(asked()).toBe(3);
    expect(await states()).toHaveLength(2);
  });

  it('Y51 a change for the worse is a line in the log and counted; what is seen first is no change', async () => {
    await look();
    await rig.ledger.flush();
    expect(await counted()).toEqual([]);
    expect(rig.lines).toEqual([]);
    sandbox.reviewTemplate('consulta_pendiente', 'es', { quality: 'RED' });
    await after(DAY);
    expect(await states()).toEqual(['0 UTILITY UNKNOWN APPROVED', '24 UTILITY RED APPROVED']);
    sandbox.reviewTemplate('consulta_pendiente', 'es', { quality: 'GREEN', status: 'DISABLED' });
    await after(DAY);
    await rig.ledger.flush();
    const worse = 'Meta has changed a template for the worse: npx ventana report shows what it costs';
    expect(rig.lines).toEqual([worse, 'Meta has changed a template', worse]);
    expect(await counted()).toEqual([
      { account: 'acme', what: 'quality', to: 'worse' },
      { account: 'acme', what: 'quality', to: 'better' },
      { account: 'acme', what: 'status', to: 'worse' },
    ]);
  });

  it("a template that is gone from Meta's list is missing, with what was known of it; an empty list says nothing", async () => {
    await look();
    sandbox.removeTemplate('consulta_pendiente', 'es');
    await after(DAY);
    expect((await states()).at(-1)).toBe('24 UTILITY UNKNOWN MISSING');
    for (const { name } of sandbox.screens.templates()) sandbox.removeTemplate(name);
    await after(DAY);
    await rig.ledger.flush();
    const missing = (await rowsOf(rig.place, 'template_states')).filter(({ status }) => status === 'MISSING');
    expect(missing).toHaveLength(1);
  });

  it('what another process has seen meanwhile is a change, and what this one sees then is another', async () => {
    await look();
    await rig.ledger.flush();
    const other = ledgerRig(join(folder, String(story)));
    const moved = { of: 'template', name: 'consulta_pendiente', language: 'es', status: 'APPROVED' } as const;
    other.ledger
      .of('acme', () => KEEP_MS)
      .note(() => [{ ...moved, category: 'MARKETING', quality: 'UNKNOWN', at: START + HOUR }]);
    await other.ledger.close();
    await after(DAY);
    expect(await states()).toEqual([
      '0 UTILITY UNKNOWN APPROVED',
      '1 MARKETING UNKNOWN APPROVED',
      '24 UTILITY UNKNOWN APPROVED',
    ]);
  });

  it('a list that cannot be read is asked for again an hour later', async () => {
    sandbox.failRequests({ vendor: 'sunshine', times: 1, effect: { kind: 'respond', status: 500 } });
    await look();
    expect(rig.lines).toEqual(['the templates cannot be read: whether Meta has changed one is looked at again later']);
    await after(HOUR - 1);
    expect(asked()).toBe(1);
    await after(1);
    expect(await states()).toEqual(['1 UTILITY UNKNOWN APPROVED']);
  });
});
