import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { type Host, startHost } from '../../host/server';
import { APP, type FakeZendesk } from './zendesk';

export interface Opened {
  page: Page;
  /** The app's own frame. */
  frame: Frame;
  /** Addresses on other machines that the page asked for. None may be answered. */
  elsewhere: string[];
  /** What the browser complained of. */
  errors: string[];
  /** How long the page has computed since it was opened (ms): what passes by the clock depends on the machine's load. */
  busyMs: () => Promise<number>;
  close(): Promise<void>;
}

/** All that the page says, on one line. */
export const textOf = async ({ frame }: Pick<Opened, 'frame'>): Promise<string> =>
  (await frame.innerText('main')).replace(/\s+/g, ' ');

export interface Look {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  /** The browser's clock stands still until the test moves it. */
  clock?: boolean;
}

/** The app in its frame, as Zendesk shows it, with this Zendesk around it. */
export async function open(browser: Browser, zendesk: FakeZendesk<unknown>, look: Look = {}): Promise<Opened> {
  const { width = 320, height = 900, colorScheme = 'light', clock = false } = look;
  const host: Host = await startHost({
    hostFolder: join(APP, 'host'),
    packageFolder: join(APP, 'dist/package'),
    backend: zendesk,
    colorScheme,
  });
  const page = await browser.newPage({ viewport: { width, height } });
  const elsewhere: string[] = [];
  const errors: string[] = [];
  await page.route('**/*', (route) => {
    const { hostname, protocol } = new URL(route.request().url());
    if (hostname === '127.0.0.1' || protocol === 'data:') return route.continue();
    elsewhere.push(route.request().url());
    return route.abort();
  });
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  if (clock) await page.clock.install();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(host.url);
  const frame = await frameOf(page);
  return {
    page,
    frame,
    elsewhere,
    errors,
    busyMs: async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return 1_000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Infinity);
    },
    close: async () => {
      await page.close();
      await host.close();
    },
  };
}

async function frameOf(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('#app', { state: 'attached' });
  const frame = await element.contentFrame();
  if (!frame) throw new Error('the app has no frame');
  await frame.waitForSelector('main', { state: 'attached' });
  return frame;
}
