import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliSource, findTemporalCli } from '../../src/embedded/cli';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ventana-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const scriptOf = (cli: string, server: string): string =>
  `#!/bin/sh\necho "temporal version ${cli} (Server ${server}, UI 2.54.1)"\n`;
const GENUINE = scriptOf('1.9.1', '1.32.0');

/** A program that answers as the CLI of this version would. */
async function writeCli(path: string, cli: string, server = '1.32.0'): Promise<string> {
  await writeFile(path, scriptOf(cli, server));
  await chmod(path, 0o755);
  return path;
}

const works = (name: string, cli = '1.9.1'): CliSource => ({
  name,
  fetch: (emptyFolder) => writeCli(join(emptyFolder, 'whatever'), cli),
});
const fails = (name: string): CliSource => ({ name, fetch: () => Promise.reject(new Error('no network')) });

describe.skipIf(process.platform === 'win32')('finding the Temporal CLI', () => {
  const lines: string[] = [];
  const find = (options: Partial<Parameters<typeof findTemporalCli>[0]>) =>
    findTemporalCli({
      nameOnPath: 'no-such-temporal',
      cacheFolders: [join(folder, 'cache')],
      onProgress: (line) => lines.push(line),
      sources: [],
      sha256: createHash('sha256').update(GENUINE).digest('hex'),
      ...options,
    });
  beforeEach(() => lines.splice(0));

  it('takes the given path first, then the PATH', async () => {
    const given = await writeCli(join(folder, 'given'), '1.5.0', '1.30.0');
    const other = await writeCli(join(folder, 'other'), '1.6.0', '1.31.0');
    expect(await find({ givenPath: given, nameOnPath: other })).toBe(given);
    expect(await find({ nameOnPath: other })).toBe(other);
    expect(lines).toEqual([]);
  });

  it('says what is wrong with the given path', async () => {
    await expect(find({ givenPath: join(folder, 'nothing') })).rejects.toThrow(/TEMPORAL_CLI_PATH.*nothing/);
    const old = await writeCli(join(folder, 'old'), '1.0.0', '1.24.0');
    await expect(find({ givenPath: old })).rejects.toThrow(/server 1.24.0.*1.30 or newer/);
  });

  it('passes over what is too old, or not the pinned version where that is needed', async () => {
    const old = await writeCli(join(folder, 'old'), '1.0.0', '1.24.0');
    const newer = await writeCli(join(folder, 'newer'), '1.10.0', '1.33.0');
    const cached = join(folder, 'cache', 'temporal-1.9.1');
    expect(await find({ nameOnPath: old, sources: [works('here')] })).toBe(cached);
    expect(await find({ givenPath: newer, nameOnPath: newer, pinnedOnly: true })).toBe(cached);
  });

  it('goes from source to source, says so, and needs none the second time', async () => {
    const sources = [fails('first'), works('wrong one', '1.8.0'), works('third')];
    const cached = await find({ sources });
    expect(lines.join('\n')).toMatch(/first[^]*no network[^]*wrong one[^]*not that of the Temporal CLI 1.9.1[^]*third/);
    expect(await find({})).toBe(cached);
    expect(await readdir(join(folder, 'cache'))).toEqual(['temporal-1.9.1']);
  });

  it.each([
    ['tampered with', `${GENUINE}touch ran\n`],
    ['cut off', GENUINE.slice(0, -5)],
  ])('G32 refuses a download that is %s, without running it, and says so', async (_, text) => {
    const ran = join(folder, 'ran');
    const spoiled = text.replace('touch ran', `touch ${ran}`);
    const source = {
      name: 'elsewhere',
      fetch: async (empty: string) => {
        await writeFile(join(empty, 'it'), spoiled);
        return join(empty, 'it');
      },
    };
    await expect(find({ sources: [source] })).rejects.toThrow(
      /elsewhere: the download is damaged or not genuine.*not run/,
    );
    expect(await readdir(folder)).not.toContain('ran');
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
    expect(await find({ sources: [source, works('another')] })).toContain('temporal-1.9.1');
  });

  it('lets several look for it at once', async () => {
    const found = await Promise.all([1, 2, 3].map((n) => find({ sources: [works(`source ${n}`)] })));
    expect(new Set(found).size).toBe(1);
  });

  it('goes on to the next cache folder when one cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const cacheFolders = [join(folder, 'file', 'impossible'), join(folder, 'second')];
    expect(await find({ cacheFolders, sources: [works('here')] })).toBe(join(folder, 'second', 'temporal-1.9.1'));
  });

  it('ends with what was tried and how to go on', async () => {
    const failure = find({ sources: [fails('the first way'), fails('the second way')] });
    await expect(failure).rejects.toThrow(/PATH: not found[^]*first way: no network[^]*second way[^]*TEMPORAL_ADDRESS/);
  });
});
