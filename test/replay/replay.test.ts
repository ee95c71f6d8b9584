import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it } from 'vitest';

const FOLDER = join(__dirname, 'histories');
const files = readdirSync(FOLDER).filter((it) => it.endsWith('.json'));
const read = (
  file: string,
): { events: { eventType?: string; activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[] } =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ReturnType<typeof read>;

/** One worker for all of them: each would read the bundle anew. @returns why it does not replay, by name */
async function replayed(histories: Record<string, unknown>): Promise<Map<string, Error | undefined>> {
  const all = Object.entries(histories).map(([workflowId, history]) => ({ workflowId, history }));
  const results = Worker.runReplayHistories({ workflowBundle: { codePath: inject('workflowBundlePath') } }, all);
  const errors = new Map<string, Error | undefined>();
  for await (const { workflowId, error } of results) errors.set(workflowId, error);
  return errors;
}

describe('a ticket that was opened by an earlier version goes on under this one', () => {
  let errors: Map<string, Error | undefined>;
  beforeAll(async () => {
    errors = await replayed({ ...Object.fromEntries(files.map((file) => [file, read(file)])), changed: changed() });
  });

  it.each(files.map((file) => [basename(file, '.json'), file]))('replays %s', (_name, file) => {
    expect(errors.has(file)).toBe(true);
    expect(errors.get(file)).toBeUndefined();
  });

  it('would notice a decision that is no longer the same', () => {
    expect(errors.get('changed')?.message).toMatch(/[Nn]ondeterminism|Determinism/);
  });

  it('rule 11 keeps personal data out of its histories', () => {
    for (const file of files) expect(readFileSync(join(FOLDER, file), 'utf8')).not.toMatch(/600110001|\bAna\b|Hola/);
  });
});

/** One of them in which another activity was called. */
function changed(): unknown {
  const history = read('follow-up-answered.json');
  const send = history.events.find(
    (it) => it.activityTaskScheduledEventAttributes?.activityType.name === 'sendMessage',
  );
  send!.activityTaskScheduledEventAttributes!.activityType.name = 'updateTicket';
  return history;
}
