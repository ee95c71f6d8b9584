import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compare } from 'semver';

const RELEASES = join(__dirname, '../replay/releases');

/** Writes the workflow code of the last release (`npm run record-release`) into the folder. @returns its path */
export async function lastRelease(folder: string): Promise<string> {
  const versions = readdirSync(RELEASES).map((file) => file.replace('.js.gz', ''));
  const last = versions.sort(compare).at(-1);
  const path = join(folder, 'release.js');
  await writeFile(path, gunzipSync(readFileSync(join(RELEASES, `${last}.js.gz`))));
  return path;
}
