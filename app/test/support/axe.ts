import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { APP } from './zendesk';

const axe = readFileSync(join(APP, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds to be wrong: the rule, and the parts of the page that break it. */
export async function findings(where: Page | Frame, options: RunOptions = {}): Promise<string[]> {
  await where.evaluate(axe);
  return where.evaluate(async (given) => {
    const { axe: inPage } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await inPage.run(given);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`);
  }, options);
}
