// The client loads the failure converter with Node's own `require`, which takes TypeScript only with this.
import 'tsx/cjs';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { afterAll, describe, expect, it } from 'vitest';
import { FAILURE_CONVERTER } from '../../src/temporal/dataConverter';
import { bundleWith } from '../support/bundles';
import { type LiveOptions, liveWorld, type Story } from '../support/liveWorld';

const TOKEN = 'a-token-of-at-least-32-characters!';
const KEYS = `2026-11:${Buffer.alloc(32, 1).toString('base64')},2026-05:${Buffer.alloc(32, 2).toString('base64')}`;
const databases = mkdtempSync(join(tmpdir(), 'ventana-encrypted-'));

/** A world whose Temporal writes to a file. */
const live = (name: string, environment: Record<string, string>, options: LiveOptions = {}) => ({
  ...liveWorld({
    ...options,
    environment,
    serverArgs: ['--db-filename', join(databases, `${name}.db`)],
  }),
  /** All that is in the files of the database, the write-ahead log too. */
  stored: () =>
    readdirSync(databases)
      .filter((file) => file.startsWith(`${name}.db`))
      .map((file) => readFileSync(join(databases, file), 'latin1'))
      .join(''),
});

/** What stands in events: signals' and activities' values, summaries, details, and what becomes of a failure. */
const PLANTED = [
  '"messageSeen"',
  '"integrationId"',
  '"customerLastAt"',
  'WhatsApp ticket #',
  'Send the follow-up',
  'GET /api/v2/tickets',
];
/**
 * What an event says in the open: its search attributes, which the server itself must read, and what the SDK does not
 * encode: the names of patches (`patched()`), and which local activity ran, and when.
 */
const OPEN = ['searchAttributes', 'patch-data', 'data'];
const OF_A_LOCAL_ACTIVITY = /^(seq|attempt|activity_id|activity_type|complete_time|backoff|original_schedule_time)$/;

const textOf = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString('latin1');

const isPayload = (it: object): it is { metadata: Record<string, string>; data?: string } =>
  'metadata' in it && typeof it.metadata === 'object' && it.metadata !== null && 'encoding' in it.metadata;
const isFailure = (it: object): it is { message?: string; stackTrace?: string } =>
  'source' in it && it.source === 'TypeScriptSDK';

/** All objects of a kind in a history as JSON, however deep. */
function found<Kind extends object>(value: unknown, isIt: (it: object) => it is Kind): Kind[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, it]) => (OPEN.includes(key) ? [] : found(it, isIt)));
  return isIt(value) ? [value, ...inner] : inner;
}

const foundIn = (text: string): string[] => PLANTED.filter((word) => text.includes(word));

/** Case 1, with a refusal of Zendesk on the way: failures are stored too. */
async function followUp(s: Story): Promise<void> {
  await s.at('Mon 09:00');
  s.writes();
  await s.at('Mon 11:00');
  s.replies();
  s.sandbox.failRequests({
    vendor: 'zendesk',
    method: 'GET',
    path: /tickets/,
    times: 1,
    effect: { kind: 'respond', status: 400, body: { error: 'planted refusal' } },
  });
  s.sets('pending');
  await s.at('Tue 15:30');
}

afterAll(() => rm(databases, { recursive: true, force: true }));

describe('with an encryption key set', () => {
  const { play, world, stored } = live(
    'encrypted',
    { VENTANA_ENCRYPTION_KEYS: KEYS, VENTANA_CODEC_TOKEN: TOKEN },
    { workflows: () => bundleWith(FAILURE_CONVERTER) },
  );
  let history: unknown;

  it(
    'a ticket gets its reminder as ever, after a read that failed',
    play(async (s) => {
      await followUp(s);
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      const handle = s.run();
      // Our own client reads it: state by query, words by summary.
      expect((await s.conversation()).stage).toBe('watching');
      expect(await (await handle.describe()).staticSummary()).toBe(`WhatsApp ticket #${s.ticketId}`);
      const bare = new Client({ connection: world().time.connection, namespace: world().time.namespace });
      const raw = await bare.workflow.getHandle(handle.workflowId).fetchHistory();
      history = JSON.parse(historyToJSON(raw));
    }),
  );

  it('no payload of an event can be read', () => {
    const payloads = found(history, isPayload);
    expect(payloads.length).toBeGreaterThan(20);
    for (const { metadata, data } of payloads) {
      expect(textOf(metadata.encoding)).toBe('binary/encrypted');
      expect(textOf(metadata['encryption-key-id'])).toBe('2026-11');
      expect(foundIn(textOf(data))).toEqual([]);
    }
  });

  it('B8 what is open of a local activity is its name and its times', () => {
    const isMarker = (it: object): it is { details: { data: { payloads: { data: string }[] } } } =>
      'markerName' in it && it.markerName === 'core_local_activity';
    const markers = found(history, isMarker);
    expect(markers.length).toBeGreaterThan(0);
    for (const { details } of markers)
      for (const { data } of details.data.payloads)
        for (const key of Object.keys(JSON.parse(textOf(data)) as object)) expect(key).toMatch(OF_A_LOCAL_ACTIVITY);
  });

  it('failures keep their words to themselves', () => {
    const failures = found(history, isFailure);
    expect(failures.length).toBeGreaterThan(0);
    for (const { message, stackTrace } of failures)
      expect([message, stackTrace ?? '']).toEqual(['Encoded failure', '']);
  });

  it('the database file holds none of it', () => {
    const text = stored();
    expect(text.split('binary/encrypted').length).toBeGreaterThan(20);
    expect(foundIn(text)).toEqual([]);
  });

  it('Temporal’s UI reads it by the codec endpoint, with the token', async () => {
    const [payload] = found(history, isPayload);
    const ask = (authorization: string) =>
      fetch(`${world().receiverUrl}/codec/decode`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'x-namespace': world().time.namespace },
        body: JSON.stringify({ payloads: [payload] }),
      });
    expect((await ask('')).status).toBe(401);
    const { payloads } = (await (await ask(`Bearer ${TOKEN}`)).json()) as { payloads: { data: string }[] };
    expect(textOf(payloads[0]?.data)).toContain('WhatsApp ticket #');
  });
});

describe('without a key', () => {
  const { play, stored } = live('plain', {});

  it(
    'the same search finds all of it (so the test above looks in the right place)',
    play(async (s) => {
      await followUp(s);
      expect(foundIn(stored())).toEqual(PLANTED);
    }),
  );
});
