import { afterAll, describe, expect, it } from 'vitest';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/ledger/store';
import { concluding, newsText } from '../../src/operator/cli/commands/status';
import { templateNews } from '../../src/operator/cli/templateNews';
import { type Status, statusOf } from '../../src/operator/status/internal/status';
import type { Policy } from '../../activities/policy';
import { fill } from '../support/reported';

const unwatched = statusOf('13', 'https://acme.zendesk.com/agent/tickets/13', undefined);
const watched: Status = { ...unwatched, ticket: '12', run: 'open' };

describe('ventana status', () => {
  it('Q6 is no success when one of the tickets is not watched, and names it', () => {
    expect(concluding([watched, unwatched])).toEqual({
      result: { tickets: [watched, unwatched] },
      warning: 'Not watched by Ventana: 13.',
      exitCode: 1,
    });
  });

  it('Q6 is a success when all are, or were, and one ticket is one document', () => {
    expect(concluding([{ ...watched, run: 'closed' }])).toMatchObject({ result: { ticket: '12' }, exitCode: 0 });
  });
});

describe('Y57 status tells what Meta has changed of the templates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'status-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const DAY = 24 * 3_600_000;
  const now = Date.parse('2026-11-29T10:00:00Z');
  const configIn = (name: string) => ({
    ...{ account: 'acme', policyFile: join(folder, 'ventana.yaml'), policy: { defaultCountry: 'ES' } as Policy },
    ledger: { type: 'file', folder: join(folder, name) } as const,
  });
  const state = (daysAgo: number, category: string) => ({
    ...{ name: 'consulta_pendiente', language: 'es', seen_at: now - daysAgo * DAY, status: 'APPROVED' },
    ...{ category, quality: null },
  });

  it('Y57 of the last 30 days, with what it costs now, in both languages and in JSON', async () => {
    const config = configIn('changed');
    const store = await openStore(config.ledger);
    await fill(store, { states: [state(70, 'MARKETING'), state(60, 'UTILITY'), state(9, 'MARKETING')] });
    await store.close();
    const news = await templateNews(config, now);
    expect(news).toMatchObject({
      changes: [{ from: 'UTILITY', to: 'MARKETING', at: now - 9 * DAY, costs: { country: 'ES' } }],
    });
    const changes = 'changes' in news ? news.changes : [];
    expect(changes).toHaveLength(1);
    expect(await newsText(changes, 'en')).toContain(
      'consulta_pendiente (es): utility became marketing, 3.5 times the cost in Spain',
    );
    expect(await newsText(changes, 'es')).toMatch(/Lo que Meta ha cambiado.*\n- .*consulta_pendiente.*3,5.*España/);
    expect(concluding([watched], changes).result).toMatchObject({
      ticket: '12',
      templateChanges: [{ to: 'MARKETING', at: '2026-11-20T10:00:00.000Z' }],
    });
  });

  it('Y57 nothing where nothing has changed, and no ledger is made where there is none', async () => {
    expect(await templateNews(configIn('none'), now)).toEqual({ isAway: false });
    expect(existsSync(join(folder, 'none'))).toBe(false);
    const { ledger: _, ...without } = configIn('none');
    expect(await templateNews(without, now)).toEqual({ isAway: false });
    expect(await newsText([], 'en')).toBeUndefined();
    expect(concluding([watched], []).result).not.toHaveProperty('templateChanges');
  });

  it('Y57 a ledger that cannot be read hinders nothing', async () => {
    const config = configIn('damaged');
    writeFileSync(config.ledger.folder, 'a file where its folder should be');
    expect(await templateNews(config, now)).toEqual({ isAway: true });
  });
});
