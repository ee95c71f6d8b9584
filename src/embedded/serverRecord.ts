import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const recordSchema = z.object({
  pid: z.number().int().positive(),
  address: z.string(),
  uiUrl: z.string(),
  /** Process ids of all that use the server, its starter first. */
  users: z.array(z.number().int()),
});

/** What `temporal.json` says of the server that runs on a data folder. */
export type ServerRecord = z.infer<typeof recordSchema>;

/** The record, or undefined when there is none or it cannot be read (then it is as good as none). */
export function readRecord(file: string): ServerRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Synchronous on purpose: it is written in the same turn of the event loop in which the server came to life. Never half written. */
export function writeRecord(file: string, record: ServerRecord): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(draft, file);
}

export const removeRecord = (file: string): void => rmSync(file, { force: true });

/** The record with one more user; those that are dead are left out. */
export function join(record: ServerRecord, pid: number, isAlive: (pid: number) => boolean): ServerRecord {
  return { ...record, users: [...record.users.filter(isAlive), pid] };
}

/** The record with one mention of `pid` less (a process may use the server twice); those that are dead are left out. */
export function leave(record: ServerRecord, pid: number, isAlive: (pid: number) => boolean): ServerRecord {
  const at = record.users.indexOf(pid);
  return { ...record, users: record.users.filter((user, index) => index !== at && isAlive(user)) };
}
