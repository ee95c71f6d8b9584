import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildIdOf } from '../../src/service/worker/internal/buildId';
import { RULES, rulesInBuildId } from '../../workflows/core/rules';

const RELEASES = join(__dirname, '../replay/releases');
const bundle = (code: string) => ({ workflowBundle: { code } });

describe('the build id of a worker', () => {
  it('B11 says by which rules its code decides, bundled or not, and keeps the SDK’s name and version in front', () => {
    const bundled = buildIdOf(bundle(`/** As compiled. */ const RULES = ${RULES};`));
    const sources = buildIdOf({ workflowsPath: '/workflows' });
    for (const it of [bundled, sources]) {
      expect(it).toMatch(/^@temporalio\/worker@\d+\.\d+\.\d+\+/);
      expect(rulesInBuildId(it)).toBe(RULES);
    }
  });

  it('B11 differs with the code, and is the code’s own, not that of who runs it', () => {
    const [one, other] = ['', ' '].map((end) => buildIdOf(bundle(`const RULES = 10;${end}`)));
    expect(one).not.toBe(other);
    expect(rulesInBuildId(one)).toBe(10);
  });

  it('B11 is left to the SDK for code of a release that does not say its rules, and its id says none', () => {
    const code = gunzipSync(readFileSync(join(RELEASES, '0.1.0.js.gz'))).toString();
    expect(buildIdOf(bundle(code))).toBeUndefined();
    const ofSdk = '@temporalio/worker@1.24.0+7947791694dd35f624ae5ae58c9830964487aa8f5444ffa16fccbffb1632247b';
    for (const it of [undefined, '', ofSdk]) expect(rulesInBuildId(it)).toBeUndefined();
  });
});
