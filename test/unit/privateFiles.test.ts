/** G30, G33: what Ventana writes is for its owner only, and is replaced as a whole. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replacePolicy } from '../../src/operator/policyTools/files';
import { createFileStore } from '../../src/operator/setup/fileStore';
import { childEnvironment } from '../../src/system/childEnvironment';
import { makePrivate } from '../../src/system/privateFolder';
import { replaceFile } from '../../src/system/replaceFile';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ventana-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => join(folder, ...names);
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const onProblem = (line: string): void => expect.fail(line);
const posix = describe.skipIf(process.platform === 'win32');

posix('G30 the data folder', () => {
  it('G30 is made for its owner only', () => {
    makePrivate(at('new', 'data'), onProblem);
    expect(modeOf(at('new', 'data'))).toBe('700');
  });

  it('G30 of an older installation is closed, with all that Ventana keeps in it; nothing else is touched', () => {
    const data = at('data');
    mkdirSync(join(data, 'secrets', 'acme'), { recursive: true });
    mkdirSync(join(data, 'bin'));
    const files = [
      'temporal.db',
      'temporal.db-wal',
      'temporal.db-shm',
      'temporal.log',
      'secrets/acme/ZENDESK_WEBHOOK_SECRET',
    ];
    for (const file of [...files, 'bin/temporal', 'theirs.txt']) writeFileSync(join(data, file), 'x');
    chmodSync(join(data, 'bin/temporal'), 0o755);
    chmodSync(data, 0o777);
    writeFileSync(at('elsewhere'), 'x');
    symlinkSync(at('elsewhere'), join(data, 'temporal.json'));
    makePrivate(data, onProblem);
    expect(modeOf(data)).toBe('700');
    for (const file of files) expect([file, modeOf(join(data, file))]).toEqual([file, '600']);
    for (const inner of ['secrets', 'secrets/acme', 'bin', 'bin/temporal'])
      expect(modeOf(join(data, inner))).toBe('700');
    expect(modeOf(join(data, 'theirs.txt'))).toBe('644');
    expect(modeOf(at('elsewhere'))).toBe('644');
  });

  it('G30 setup closes it too, before it stores a secret', () => {
    chmodSync(folder, 0o755);
    createFileStore(folder, 'acme').saveSecrets('ZENDESK_WEBHOOK_SECRET', ['hush']);
    expect(modeOf(folder)).toBe('700');
    expect(modeOf(at('secrets', 'acme'))).toBe('700');
    expect(modeOf(at('secrets', 'acme', 'ZENDESK_WEBHOOK_SECRET'))).toBe('600');
  });
});

posix('G33 a file that is replaced', () => {
  it('G33 keeps its mode, and leaves no draft', () => {
    writeFileSync(at('policy.yaml'), 'old', { mode: 0o640 });
    replacePolicy(at('policy.yaml'), 'new', 'old');
    expect(readFileSync(at('policy.yaml'), 'utf8')).toBe('new');
    expect(modeOf(at('policy.yaml'))).toBe('640');
    expect(modeOf(at('policy.yaml.previous'))).toBe('640');
    expect(readdirSync(folder).sort()).toEqual(['policy.yaml', 'policy.yaml.previous']);
  });

  it('G33 stays a link, and what it points to is replaced, also through several and where nothing is yet', () => {
    mkdirSync(at('real'));
    writeFileSync(at('real', 'policy.yaml'), 'old');
    symlinkSync('real/policy.yaml', at('one'));
    symlinkSync('one', at('two'));
    replaceFile(at('two'), 'new', { mode: 0o600 });
    expect(readlinkSync(at('two'))).toBe('one');
    expect(readFileSync(at('real', 'policy.yaml'), 'utf8')).toBe('new');
    symlinkSync('real/nothing', at('dangling'));
    replaceFile(at('dangling'), 'new', { mode: 0o600 });
    expect(lstatSync(at('dangling')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('real', 'nothing'), 'utf8')).toBe('new');
  });

  it('G33 does not follow a link that stands where a draft or the previous text would go', () => {
    writeFileSync(at('victim'), 'mine');
    writeFileSync(at('policy.yaml'), 'old');
    for (const name of ['policy.yaml.new', 'policy.yaml.previous', `policy.yaml.${process.pid}.tmp`])
      symlinkSync('victim', at(name));
    replacePolicy(at('policy.yaml'), 'new', 'old');
    expect(readFileSync(at('victim'), 'utf8')).toBe('mine');
    expect(readFileSync(at('policy.yaml.previous'), 'utf8')).toBe('old');
  });

  it('G33 keeps its old text if the new one cannot be written', () => {
    writeFileSync(at('policy.yaml'), 'old');
    expect(() => replaceFile(at('policy.yaml'), Symbol() as never, { mode: 0o600 })).toThrow();
    expect(readFileSync(at('policy.yaml'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['policy.yaml']);
  });

  it('G33 a secret that others could read is closed', () => {
    writeFileSync(at('secret'), 'old', { mode: 0o644 });
    replaceFile(at('secret'), 'new', { mode: 0o600, tighten: true });
    expect(modeOf(at('secret'))).toBe('600');
  });
});

describe('G31 the environment of a child process', () => {
  const ours = {
    ...{
      PATH: '/bin',
      HOME: '/root',
      HTTPS_PROXY: 'http://proxy',
      pip_index_url: 'https://pip',
      TEMPORAL_API_KEY: 'k',
    },
    ...{ ZENDESK_OAUTH_CLIENT_SECRET: 's', SUNSHINE_KEY_SECRET: 's', VENTANA_ENCRYPTION_KEYS: 's', AWS_SECRET: 's' },
    ...{ TEMPORAL_CLI_PATH: '/t', NO_COLOR: '1' },
  };

  it('G31 holds chosen names only, never a credential', () => {
    expect(childEnvironment('server', ours)).toEqual({ PATH: '/bin', HOME: '/root' });
    expect(Object.keys(childEnvironment('download', ours))).toEqual(['PATH', 'HOME', 'HTTPS_PROXY', 'pip_index_url']);
    expect(childEnvironment('demo', ours)).toMatchObject({ TEMPORAL_CLI_PATH: '/t', NO_COLOR: '1' });
    expect(JSON.stringify(childEnvironment('demo', ours))).not.toMatch(/SECRET|KEY/);
  });

  it('G31 no child process of the product is started without a chosen one', () => {
    const sources = ['src', 'activities'].flatMap((room) =>
      readdirSync(join(__dirname, '../..', room), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => [file, readFileSync(join(__dirname, '../..', room, file), 'utf8')] as const),
    );
    const starting = sources.filter(
      ([, text]) => /\b(spawn|execFile|exec|fork)(Sync)?\(/.test(text) && text.includes('child_process'),
    );
    expect(starting.length).toBeGreaterThan(2);
    for (const [file, text] of starting) expect([file, text.includes('env: childEnvironment(')]).toEqual([file, true]);
  });
});
