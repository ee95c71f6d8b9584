import { expect, it } from 'vitest';
import { findings } from '../support/axe';
import { inBrowser, pages } from '../support/browser';
import type { Opened } from '../support/page';
import { exampleView, fakeZendesk, type FakeZendesk } from '../support/zendesk';

const asked = ({ requests }: Pick<FakeZendesk, 'requests'>): number =>
  requests.filter(({ url }) => url.startsWith('https:')).length;

/** The page's clock goes on by itself, too, while a busy machine takes its time. */
const clockOf = (frame: Opened['frame']): Promise<number> => frame.evaluate(() => performance.now());

inBrowser('J36 J37 the page’s manners', () => {
  const open = pages();
  const first = ['reply-lost-and-held', 'reminded-and-failed'];
  const second = ['silenced-while-paused', 'customer-waits'];

  it.each([
    ['en-GB', 'light', first],
    ['en-GB', 'dark', second],
    ['es', 'light', second],
    ['es', 'dark', first],
  ] as const)('J36 axe finds nothing, and nothing sticks out: %s, %s', async (locale, colorScheme, names) => {
    for (const name of names) {
      const opened = await open(fakeZendesk(exampleView(name), { 'currentUser.locale': locale }), { colorScheme });
      const { frame, page } = opened;
      await frame.waitForSelector('footer');
      for (const summary of await frame.$$('summary')) await summary.click();
      expect(await findings(opened.frame)).toEqual([]);
      const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 900, height: 900 });
      expect(await findings(opened.frame)).toEqual([]);
      await frame.click('#action-incident');
      await frame.waitForSelector('[role=dialog]');
      expect(await findings(opened.frame)).toEqual([]);
      expect([opened.elsewhere, opened.errors]).toEqual([[], []]);
      await page.close();
    }
  });

  it('J36 axe finds nothing where there is no view, or none yet', async () => {
    for (const status of [401, 502]) {
      const opened = await open(fakeZendesk(status), { colorScheme: 'dark' });
      await opened.frame.waitForSelector('[role=status] >> text=Ventana');
      expect(await findings(opened.frame)).toEqual([]);
    }
  });

  it('J36 everything works by keyboard, and the focus returns to where it was', async () => {
    const opened = await open(fakeZendesk(exampleView('customer-waits')));
    const { page, frame } = opened;
    await frame.waitForSelector('#action-reopening');
    await frame.focus('#action-reopening');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('[role=dialog]');
    expect(await frame.evaluate(() => document.activeElement?.id)).toBe('preview-title');
    await page.keyboard.press('Escape');
    await frame.waitForSelector('[role=dialog]', { state: 'detached' });
    expect(await frame.evaluate(() => document.activeElement?.id)).toBe('action-reopening');
    const reached = new Set<string>();
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await frame.evaluate(
          () => document.activeElement?.ariaLabel ?? document.activeElement?.textContent?.trim() ?? '',
        ),
      );
    }
    expect([...reached]).toEqual(expect.arrayContaining(['Send “incident”', 'Silence this ticket', 'Refresh']));
  });

  it('J36 the colours follow Zendesk’s, also when they change', async () => {
    const { page, frame } = await open(fakeZendesk(exampleView('customer-waits')));
    await frame.waitForSelector('footer');
    const ground = (): Promise<string> => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.evaluate("window.zafHost.emit('colorScheme.changed', 'dark')");
    await expect.poll(ground).not.toBe('rgb(255, 255, 255)');
  });

  it('J33 asks at most every five seconds, however often one clicks', async () => {
    const zendesk = fakeZendesk(exampleView('customer-waits'));
    const { page, frame } = await open(zendesk, { clock: true });
    await frame.waitForSelector('footer');
    const begun = await clockOf(frame);
    const before = asked(zendesk);
    for (let second = 0; second < 30; second += 1) {
      await frame.click('[aria-label=Refresh]');
      await page.clock.runFor(1_000);
    }
    const passed = (await clockOf(frame)) - begun;
    expect(asked(zendesk) - before).toBeGreaterThanOrEqual(4);
    expect(asked(zendesk) - before).toBeLessThanOrEqual(1 + passed / 5_000);
  });

  it('J33 hardly asks while the ticket’s tab is hidden, and at once when it is shown again', async () => {
    const zendesk = fakeZendesk(exampleView('customer-waits'));
    const { page, frame } = await open(zendesk, { clock: true });
    await frame.waitForSelector('footer');
    await page.evaluate("window.zafHost.emit('app.deactivated')");
    await page.clock.runFor(110_000);
    const hidden = asked(zendesk);
    expect(hidden).toBeLessThanOrEqual(2 + (await clockOf(frame)) / 120_000);
    await page.evaluate("window.zafHost.emit('app.activated')");
    await page.clock.runFor(100);
    await expect.poll(() => asked(zendesk)).toBe(hidden + 1);
  });

  it('J33 asks less and less while the service fails', async () => {
    const zendesk = fakeZendesk(502);
    const { page, frame } = await open(zendesk, { clock: true });
    await frame.waitForSelector('text=Ventana cannot be reached');
    for (let minute = 0; minute < 20; minute += 1) await page.clock.runFor(60_000);
    // At 0, 10, 30, 70, 150, 310 s, and then every five minutes.
    expect(asked(zendesk)).toBeLessThanOrEqual(9);
  });

  it('J37 gives Zendesk the secret’s name only, and asks no other machine', async () => {
    const zendesk = fakeZendesk(exampleView('customer-waits'));
    const opened = await open(zendesk);
    await opened.frame.waitForSelector('footer');
    const [request] = zendesk.requests;
    expect(request).toMatchObject({
      url: 'https://ventana.test/app/tickets/4711',
      secure: true,
      headers: { Authorization: 'Bearer {{jwt.token}}' },
      jwt: { algorithm: 'HS256', secret_key: '{{setting.shared_secret}}' },
    });
    expect(opened.elsewhere).toEqual([]);
  });

  it('J37 the view is there within a second', async () => {
    const zendesk = fakeZendesk(exampleView('customer-waits'));
    const { frame, busyMs } = await open(zendesk);
    await frame.waitForSelector('footer');
    const ms = await busyMs();
    console.log(`the view took ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(1_000);
  });
});
