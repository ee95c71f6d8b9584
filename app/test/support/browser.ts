import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { hasBrowser, launch } from './chromium';
import { type Look, open, type Opened } from './page';
import { APP, type FakeZendesk } from './zendesk';

if (!hasBrowser) {
  const missing = 'no Chromium here (or name it: CHROMIUM=/path/to/it)';
  if (process.env['CI']) throw new Error(missing);
  console.warn(`skipped: the browser tests, as there is ${missing}`);
}
if (!existsSync(join(APP, 'dist/package/assets/iframe.html')))
  throw new Error('the app is not built: npm run build, in app/');

/** A group of tests in a browser; without one they are skipped, with a line that says so. */
export const inBrowser = describe.skipIf(!hasBrowser);

/** Opens pages in one browser for the whole file, and closes what a test has opened. */
export function pages(): (zendesk: FakeZendesk<unknown>, look?: Look) => Promise<Opened> {
  let browser: Browser | undefined;
  const opened: Opened[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    for (const it of opened) await it.close();
    await browser?.close();
  });
  return async (zendesk, look) => {
    if (!browser) throw new Error('no browser');
    const page = await open(browser, zendesk, look);
    opened.push(page);
    return page;
  };
}
