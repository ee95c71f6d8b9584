import { mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makePrivate } from '../../system/privateFolder';
import { replaceFile } from '../../system/replaceFile';
import { storedSecretPath } from '../../config/storedSecrets';
import type { SetupRecord, Store } from '../../vendors/admin/ports';
import type { Value } from '../../vendors/admin/resources';

const recordSchema = z.record(
  z.string(),
  z.object({
    id: z.string(),
    properties: z.record(z.string(), z.json() as z.ZodType<Value>),
    adopted: z.literal(true).optional(),
  }),
);

/**
 * What setup stores, in files that only this user may read: the record in `setup/ACCOUNT.json`, secrets where
 * `loadConfig` reads them.
 * @param account the Zendesk subdomain, in lower case
 */
export function createFileStore(dataFolder: string, account: string): Store {
  const recordPath = join(dataFolder, 'setup', `${account}.json`);
  return {
    record: () => readRecord(recordPath),
    saveRecord: (record) => {
      if (Object.keys(record).length === 0) removeFile(recordPath);
      else writePrivately(dataFolder, recordPath, `${JSON.stringify(record, null, 2)}\n`);
    },
    secrets: (name) =>
      readText(storedSecretPath(dataFolder, account, name))
        .split(',')
        .filter(Boolean),
    saveSecrets: (name, secrets) => {
      const path = storedSecretPath(dataFolder, account, name);
      if (secrets.length === 0) removeFile(path);
      else writePrivately(dataFolder, path, secrets.join(','));
    },
  };
}

/** A lost or damaged record counts as empty: the marks in the account show what is ours. */
function readRecord(path: string): SetupRecord {
  try {
    return recordSchema.parse(JSON.parse(readText(path) || '{}')) as SetupRecord;
  } catch {
    return {};
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Writes the whole file or nothing, even if the process is killed. */
function writePrivately(dataFolder: string, path: string, text: string): void {
  makePrivate(dataFolder, () => undefined);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  replaceFile(path, text, { mode: 0o600, tighten: true });
}

function removeFile(path: string): void {
  rmSync(path, { force: true });
  try {
    rmdirSync(dirname(path));
  } catch {
    // The folder contains other files, or does not exist.
  }
}
