import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliSource, findTemporalCli } from '../../src/embedded/cli';
import { withFileMutex } from '../../src/embedded/fileMutex';
import { unzipOne } from '../../src/embedded/unzip';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ventana-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that answers as the CLI of this version would. */
async function writeCli(path: string, cli: string, server = '1.32.0'): Promise<string> {
  await writeFile(path, `#!/bin/sh\necho "temporal version ${cli} (Server ${server}, UI 2.54.1)"\n`);
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
    expect(lines.join('\n')).toMatch(/first[^]*no network[^]*wrong one[^]*not the Temporal CLI 1.9.1[^]*third/);
    expect(await find({})).toBe(cached);
    expect(await readdir(join(folder, 'cache'))).toEqual(['temporal-1.9.1']);
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

describe('unzipping one file', () => {
  /** The smallest archive: a local header, the data, a directory, its end. */
  function zip(name: string, data: Buffer): Buffer {
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    const body = Buffer.concat([local, Buffer.from(name), packed]);
    const directory = Buffer.concat([entry, Buffer.from(name)]);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(body.length, 16);
    return Buffer.concat([body, directory, end]);
  }

  it('writes the wanted one', async () => {
    const data = Buffer.from('hola '.repeat(10_000));
    await writeFile(join(folder, 'a.zip'), zip('x/scripts/temporal', data));
    await unzipOne(join(folder, 'a.zip'), (name) => name.endsWith('/temporal'), join(folder, 'out'));
    expect(await readFile(join(folder, 'out'))).toEqual(data);
  });

  it('says what is wrong', async () => {
    await writeFile(join(folder, 'a.zip'), zip('other', Buffer.from('x')));
    await writeFile(join(folder, 'b.zip'), 'no archive at all, but longer than its end would be');
    const unzip = (name: string) => unzipOne(join(folder, name), (it) => it === 'temporal', join(folder, 'out'));
    await expect(unzip('a.zip')).rejects.toThrow('does not hold');
    await expect(unzip('b.zip')).rejects.toThrow('not a ZIP');
  });
});

describe('the mutex file', () => {
  it('lets one in at a time', async () => {
    const file = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = () =>
      withFileMutex(file, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await readdir(folder);
        inside -= 1;
      });
    await Promise.all([1, 2, 3, 4, 5].map(work));
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    const file = join(folder, 'lock');
    await expect(withFileMutex(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFileMutex(file, () => Promise.resolve('next'))).toBe('next');
  });

  it('is taken from a dead process, and from one that died under our own id', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.once('exit', resolve));
    for (const pid of [dead.pid, process.pid]) {
      const file = join(folder, `lock-${pid}`);
      await writeFile(file, `${pid} left-behind`);
      expect(await withFileMutex(file, () => Promise.resolve('mine'))).toBe('mine');
    }
  });
});
