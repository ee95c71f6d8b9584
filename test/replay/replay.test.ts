import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { describe, expect, inject, it } from 'vitest';

const FOLDER = join(__dirname, 'histories');
const files = readdirSync(FOLDER).filter((it) => it.endsWith('.json'));
const replay = (history: unknown) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundlePath') } }, history);
const read = (
  file: string,
): { events: { eventType?: string; activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[] } =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ReturnType<typeof read>;

describe('a ticket that was opened by an earlier version goes on under this one', () => {
  it.each(files.map((file) => [basename(file, '.json'), file]))('replays %s', async (_name, file) => {
    await replay(read(file));
  });

  it('would notice a decision that is no longer the same', async () => {
    const history = read('follow-up-answered.json');
    const send = history.events.find(
      (it) => it.activityTaskScheduledEventAttributes?.activityType.name === 'sendMessage',
    );
    send!.activityTaskScheduledEventAttributes!.activityType.name = 'updateTicket';
    await expect(replay(history)).rejects.toThrow(/[Nn]ondeterminism|Determinism/);
  });

  it('rule 11 keeps personal data out of its histories', () => {
    for (const file of files) expect(readFileSync(join(FOLDER, file), 'utf8')).not.toMatch(/600110001|\bAna\b|Hola/);
  });
});
