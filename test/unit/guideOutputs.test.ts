import { describe, expect, it } from 'vitest';
import { DOCUMENTS, read } from '../guides/documents';
import { blocksOf, shownOf, stable, withOutputs } from '../guides/outputs';
import { scenarios } from '../guides/scenarios';

const known = Object.values(scenarios).flatMap(({ outputs }) => outputs);
const marked = DOCUMENTS.flatMap((document) => blocksOf(read(document)).map(({ name }) => name));

describe('outputs in the guides', () => {
  it.each(DOCUMENTS)('%s shows none that is not marked: it would not be compared with a run', (document) => {
    const unmarked = [...read(document).matchAll(/^```sh\n.*?^```\n\n(```text\n.*?^```)/gms)].map(([, block]) => block);
    expect(unmarked).toEqual([]);
    expect(read(document).match(/^<!-- output: /gm) ?? []).toHaveLength(blocksOf(read(document)).length);
  });

  it('are those of the scenarios, each of them', () => {
    expect([...new Set(marked)].sort()).toEqual([...new Set(known)].sort());
  });

  it('no two scenarios have one of the same name', () => {
    expect(known).toEqual([...new Set(known)]);
  });
});

const MARKER = '<!-- output: status | Next: -->\n```text\n';

describe('a block', () => {
  it('shows the lines that its marker names, and three dots for the others', () => {
    const output = 'Ticket 1\n\nNext: remind, at 2026-11-28 12:30 (11:30 UTC).\nNext: nothing\nend\n';
    expect(shownOf(output, { name: 'status', texts: ['Next: r'] })).toBe(
      '...\nNext: remind, at 2026-11-28 12:30 (11:30 UTC).\n...\n',
    );
  });

  it('shows all without texts, and cuts what is too long', () => {
    expect(shownOf(`one\n${'x'.repeat(200)}\n`, { name: 'a', texts: [] })).toBe(`one\n${'x'.repeat(116)} ...\n`);
  });

  it('goes on in the next line with a sentence that is too long, and is compared without such breaks', () => {
    const sentence = 'word '.repeat(60).trimEnd();
    const shown = shownOf(`${sentence}\n`, { name: 'a', texts: [] });
    expect(shown.split('\n').every((line) => line.length <= 120)).toBe(true);
    expect(shown.split('\n')).toHaveLength(4);
    expect(stable(shown)).toBe(`${sentence}\n`);
  });

  it('cannot show what is not in the output', () => {
    expect(() => shownOf('one\n', { name: 'a', texts: ['two'] })).toThrow('the output a has no line with two');
  });

  it('is written anew if the output has changed', () => {
    expect(withOutputs(`${MARKER}Next: nothing\n\`\`\`\n`, { status: 'Next: remind' })).toBe(
      `${MARKER}Next: remind\n\`\`\`\n`,
    );
  });

  it('stays as it is if only times, ports and ids differ, and if the output is of another', () => {
    const document = `${MARKER}Next: remind, at 2026-11-28 12:30 (11:30 UTC)\n\`\`\`\n`;
    expect(withOutputs(document, { status: 'Next: remind, at 2026-12-01 09:00 (08:00 UTC)' })).toBe(document);
    expect(withOutputs(document, { doctor: 'all ok' })).toBe(document);
    // Just after midnight the day is another one in UTC.
    expect(stable('2026-11-29 00:05 (2026-11-28 23:05 UTC)')).toBe(stable('2026-11-28 12:30 (11:30 UTC)'));
    expect(stable('at 127.0.0.1:4010, process 27252, for 3 min')).toBe('at HOST, PROCESS, for DURATION');
  });
});
