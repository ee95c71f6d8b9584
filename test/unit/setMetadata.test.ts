/** K7: several writers of one conversation's metadata, where a PATCH replaces all of it, and where it merges. */
import { describe, expect, it } from 'vitest';
import { createSetMetadata } from '../../src/vendors/sunshine/internal/setMetadata';

type Metadata = Record<string, string>;

/** A store whose calls end when the test lets them, in the order that it wants. */
function store(first: Metadata, kind: 'replaces' | 'merges' = 'replaces') {
  let metadata = first;
  const writes: Metadata[] = [];
  const process = (beforeWrite: () => Promise<void> = () => Promise.resolve()) =>
    createSetMetadata(
      (id) => Promise.resolve({ id, metadata }),
      async (_id, wanted) => {
        await beforeWrite();
        writes.push(wanted as Metadata);
        metadata = kind === 'merges' ? { ...metadata, ...(wanted as Metadata) } : (wanted as Metadata);
      },
    );
  return { process, writes, now: () => metadata, set: (to: Metadata) => void (metadata = to) };
}
const c = { id: 'c', metadata: {} };

describe.each(['replaces', 'merges'] as const)('K7 where a PATCH %s the metadata', (kind) => {
  it('what is there stays, whatever the caller had read of it', async () => {
    const { process, now } = store({ stopStored: '5', other: 'x' }, kind);
    await process()(c, { ticketId: '2' });
    expect(now()).toEqual({ stopStored: '5', other: 'x', ticketId: '2' });
  });

  it('writers of one process go one after the other, and none is lost', async () => {
    const { process, now } = store({}, kind);
    const set = process();
    await Promise.all([set(c, { ticketId: '1' }), set(c, { askedBy: '2' }), set(c, { stopStored: '3' })]);
    expect(now()).toEqual({ ticketId: '1', askedBy: '2', stopStored: '3' });
  });

  it('what another process undoes before the reading that follows is written again', async () => {
    const { process, now, set, writes } = store({ ticketId: '1' }, kind);
    const undoing = createSetMetadata(
      (id) => Promise.resolve({ id, metadata: now() }),
      (_id, wanted) => {
        writes.push(wanted as Metadata);
        set(writes.length === 1 ? { ticketId: '1', askedBy: '7' } : (wanted as Metadata));
        return Promise.resolve();
      },
    );
    await undoing(c, { stopStored: '5' });
    expect(now()).toEqual({ ticketId: '1', askedBy: '7', stopStored: '5' });
    await process()(c, { stopStored: '5' });
    expect(writes).toHaveLength(2);
  });
});

describe('K7 a value that another process has set since', () => {
  it('stays: it may know better', async () => {
    const { now, set } = store({ askedBy: '1' });
    const overtaken = createSetMetadata(
      (id) => Promise.resolve({ id, metadata: now() }),
      () => Promise.resolve(set({ askedBy: '9' })),
    );
    await overtaken(c, { askedBy: '2' });
    expect(now()).toEqual({ askedBy: '9' });
  });

  it('ends after a few attempts where it is undone each time', async () => {
    let writes = 0;
    const hopeless = createSetMetadata(
      (id) => Promise.resolve({ id, metadata: {} }),
      () => Promise.resolve(void (writes += 1)),
    );
    await hopeless(c, { askedBy: '2' });
    expect(writes).toBe(4);
  });

  it('a failure reaches its own caller only, and the next writer still has its turn', async () => {
    const { process, now } = store({});
    let calls = 0;
    const set = process(() => (++calls === 1 ? Promise.reject(new Error('500')) : Promise.resolve()));
    const first = set(c, { a: '1' });
    const second = set(c, { b: '2' });
    await expect(first).rejects.toThrow('500');
    await second;
    expect(now()).toEqual({ b: '2' });
  });
});
