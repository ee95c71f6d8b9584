import { describe, expect, it } from 'vitest';
import { createActivities } from '../../activities';
import type { Dependencies } from '../../activities/dependencies';
import { createLivePolicy } from '../../src/policy/internal/livePolicy';
import { createLog } from '../../src/telemetry/log';
import { policyOf } from '../support/configuration';

const template = '{ template: { name: a_template, languages: [es] } }';
const messages = `messages: { followUp: ${template}, reopening: ${template}, incident: ${template} }`;
const [old, young] = [messages, `followUp: { after: 48h }\n${messages}`];

/** A policy file, and the process that goes by it. */
function following() {
  const file: { text: string | undefined } = { text: old };
  const lines: string[] = [];
  const changes: unknown[] = [];
  const first = policyOf(old);
  const live = createLivePolicy(first, {
    fileName: 'ventana.yaml',
    read: () => {
      if (file.text === undefined) throw new Error('ENOENT');
      return file.text;
    },
    log: createLog('info', { write: (line: string) => void lines.push(line) }),
    onChange: (policy) => void changes.push(policy),
  });
  const looks = (count: number): void => Array.from({ length: count }).forEach(() => live.poll());
  const after = (): number | undefined => live.current().policy.ticket.followUp?.afterMs;
  return { file, live, lines, changes, looks, after, first };
}

const HOUR = 3_600_000;

describe('a process and its policy file', () => {
  it('goes by a changed file once it is found the same twice', () => {
    const { file, looks, after, changes, lines } = following();
    file.text = young;
    looks(1);
    expect(after()).toBe(24 * HOUR);
    looks(1);
    expect(after()).toBe(48 * HOUR);
    looks(3);
    expect(changes).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('now using the changed policy');
  });

  it('stays as it was with a file that has problems, and says each of them, once', () => {
    const { file, looks, after, lines } = following();
    file.text = `folowUp: off\nlanguage: fr\n${messages}`;
    looks(4);
    expect(after()).toBe(24 * HOUR);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Did you mean followUp?');
    expect(lines[0]).toContain('ventana.yaml:2');
    file.text = young;
    looks(2);
    expect(after()).toBe(48 * HOUR);
  });

  it.each([
    ['is empty, as one that is being written', ''],
    ['is not there, as one that is being put in place', undefined],
  ])('stays as it was with a file that %s', (_what, text) => {
    const { file, looks, live, first } = following();
    file.text = text;
    looks(3);
    expect(live.current()).toBe(first);
  });

  it('says nothing of a file that is written otherwise and says the same', () => {
    const { file, looks, live, lines, first } = following();
    file.text = `# a remark\nfollowUp: { after: 24h }\n${messages}`;
    looks(3);
    expect(live.current()).toBe(first);
    expect(lines).toEqual([]);
  });
});

describe('activities', () => {
  it('go to their end by what was current when they began', async () => {
    const asked: string[] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const dependencies = (name: string): Dependencies =>
      ({
        turns: {
          ask: async () => {
            asked.push(`${name} begins`);
            await gate;
            asked.push(`${name} ends`);
          },
        },
        log: createLog('silent'),
      }) as unknown as Dependencies;
    let current = dependencies('old');
    const activities = createActivities(() => current);
    const request = {} as Parameters<typeof activities.askTurn>[0];
    const begun = activities.askTurn(request);
    current = dependencies('new');
    const next = activities.askTurn(request);
    release();
    await Promise.all([begun, next]);
    expect(asked).toEqual(['old begins', 'new begins', 'old ends', 'new ends']);
  });
});
