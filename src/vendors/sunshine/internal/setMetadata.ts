import type { Sunshine, SunshineConversation } from '../../../../activities/ports';

type Metadata = SunshineConversation['metadata'];

/** If others write to the same conversation at the same moment, it is written again: at most so often. */
const MOST_WRITES = 4;

/**
 * Sets some keys of a conversation's metadata. It is not documented whether PATCH merges metadata or replaces it, and
 * there is no guard against two writers (OpenAPI file of Sunshine Conversations, 17.12.1). So all keys are sent, as
 * they are read just before; one writer of this process goes after the other; and what was written, or was there
 * before, is read again and written again if another process has undone it meanwhile.
 */
export function createSetMetadata(
  read: (id: string) => Promise<SunshineConversation>,
  write: (id: string, metadata: Metadata) => Promise<unknown>,
): Sunshine['setMetadata'] {
  const writing = new Map<string, Promise<void>>();

  async function set(id: string, changes: Metadata): Promise<void> {
    const { metadata: before } = await read(id);
    let wanted = { ...before, ...changes };
    if (Object.keys(changes).every((key) => before[key] === changes[key])) return;
    for (let writes = 0; writes < MOST_WRITES; writes++) {
      await write(id, wanted);
      const { metadata: stored } = await read(id);
      const undone = Object.keys(wanted).filter((key) => isUndone(stored[key], before[key], wanted[key]));
      if (undone.length === 0) return;
      wanted = { ...wanted, ...stored, ...Object.fromEntries(undone.map((key) => [key, wanted[key] ?? ''])) };
    }
  }

  return ({ id }, changes) => {
    const before = writing.get(id) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => set(id, changes));
    writing.set(id, turn);
    const forget = (): void => void (writing.get(id) === turn && writing.delete(id));
    turn.then(forget, forget);
    return turn;
  };
}

type Value = Metadata[string] | undefined;

/** Gone, or as it was before. Any other value is what another writer has set since: that stays. */
const isUndone = (stored: Value, before: Value, wanted: Value): boolean =>
  stored !== wanted && (stored === undefined || stored === before);
