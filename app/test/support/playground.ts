/** `npm run demo -- --play`, as a person types it, and its page in a browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { APP } from './zendesk';

const ROOT = resolve(APP, '..');
const READY_MS = 280_000;

export interface Playing {
  url: string;
  stop(): Promise<void>;
}

/** Starts the demo and waits for its address. */
export async function startDemo(): Promise<Playing> {
  const demo = spawn('node_modules/.bin/tsx', ['demo/main.ts', '--play'], { cwd: ROOT, env: { ...process.env } });
  const stop = (): Promise<void> => ended(demo);
  try {
    return { url: await addressOf(demo), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(demo: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((found, failed) => {
    const give = (why: string): void => failed(new Error(`the demo ${why}: ${said}`));
    const timer = setTimeout(() => give('is not ready'), READY_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const [, url] = /the playground +(http:\S+)\n/.exec(said) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    };
    demo.stdout?.on('data', listen);
    demo.stderr?.on('data', listen);
    demo.once('exit', () => give('has ended'));
  });
}

async function ended(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null) return;
  const gone = new Promise((end) => demo.once('exit', end));
  demo.kill('SIGINT');
  await gone;
}

/** A person at the page: only what one can see and click. */
export interface Player {
  page: Page;
  /** Addresses on other machines that the page asked for. */
  elsewhere: string[];
  /** What the browser complained of. */
  errors: string[];
  app: () => Promise<Frame>;
  writes: (text: string) => Promise<void>;
  replies: (text: string) => Promise<void>;
  clicks: (selector: string) => Promise<void>;
  /** Waits until this stands on the phone or in the ticket. */
  sees: (where: 'phone' | 'thread' | 'ticket' | 'fields', text: string) => Promise<void>;
  /** All that the phone shows of the company, oldest first. */
  arrived: () => Promise<string[]>;
}

export async function sitDown(browser: Browser, { url }: Playing, language: 'en' | 'es'): Promise<Player> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(120_000);
  const elsewhere: string[] = [];
  const errors: string[] = [];
  const { host } = new URL(url);
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.host !== host && asked.protocol !== 'data:') elsewhere.push(request.url());
  });
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${url}/?lang=${language}`);
  await page.click('#new-customer');
  await page.waitForSelector('#phone-empty');

  const clicks = async (selector: string): Promise<void> => {
    const answered = page.waitForResponse((it) => it.url().endsWith('/acts'));
    await page.click(selector);
    await answered;
  };
  return {
    ...{ page, elsewhere, errors, clicks },
    app: async () => {
      const frame = await (await page.waitForSelector('iframe#app')).contentFrame();
      if (!frame) throw new Error('the app has no frame');
      await frame.waitForSelector('footer');
      return frame;
    },
    writes: async (text) => {
      await page.fill('#customer-text', text);
      await clicks('#customer-send');
    },
    replies: async (text) => {
      await page.fill('#agent-text', text);
      await clicks('#agent-send');
    },
    sees: async (where, text) => void (await page.locator(`#${where}-live`, { hasText: text }).waitFor()),
    arrived: () => page.locator('.bubble.business > p').allInnerTexts(),
  };
}
