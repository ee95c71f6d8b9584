import { minVersion, satisfies, subset } from 'semver';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectFile } from '../support/configuration';

interface Package {
  version?: string;
  dev?: boolean;
  engines?: { node?: string };
}
const { engines } = JSON.parse(projectFile('package.json')) as { engines: { node: string } };
const { packages } = JSON.parse(projectFile('package-lock.json')) as { packages: Record<string, Package> };

/** `^20.3 || ^22 || >=24`: 20, 22, 24. */
const lines = engines.node.split('||').map((range) => minVersion(range)!.major);
const recommended = Math.max(...lines);

describe('the Node versions that package.json promises', () => {
  it('are all taken by every package that is installed in production', () => {
    // Where one refuses: a newer or older version of it, under `overrides` if it is not ours. light-my-request 6.8 needs cookie 2,
    // which needs Node 22, so it stays at 6.6 as long as Node 20 is promised.
    const refusing = Object.entries(packages)
      .filter(([, { dev, engines: needs }]) => !dev && needs?.node !== undefined && !subset(engines.node, needs.node))
      .map(([path, { version, engines: needs }]) => `${path} ${version}: ${needs?.node}`);
    expect(refusing).toEqual([]);
  });

  it('are all tested by the workflow', () => {
    const { jobs } = parse(projectFile('.github/workflows/ci.yml')) as {
      jobs: { checks: { strategy: { matrix: { node: number[] } } } };
    };
    expect(jobs.checks.strategy.matrix.node).toEqual(lines);
  });

  it('include the recommended one, which is the same for a clone and the image', () => {
    const image = /^ARG NODE_VERSION=(\S+)$/m.exec(projectFile('Dockerfile'))![1]!;
    expect(satisfies(image, engines.node)).toBe(true);
    expect([Number(projectFile('.nvmrc')), Number(image.split('.')[0])]).toEqual([recommended, recommended]);
  });
});
