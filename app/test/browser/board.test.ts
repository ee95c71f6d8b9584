import { expect, it } from 'vitest';
import { boardZendesk, manyTickets } from '../support/board';
import { findings } from '../support/axe';
import { inBrowser, pages } from '../support/browser';
import { type Opened, textOf } from '../support/page';

const invoked = ({ page }: Opened): Promise<unknown[]> =>
  page.evaluate("window.zafHost.invoked.filter(([name]) => name === 'routeTo')");
const many = manyTickets(10_000);

inBrowser('J40 J41 J42 J43 the board', () => {
  const open = pages();

  it('J40 J41 J42 says who owes what by when, what is lost at this pace, what is held and why', async () => {
    const opened = await open(boardZendesk(many), { width: 1280 });
    await opened.frame.waitForSelector('text=Ana García 9 · Soporte · nobody assigned');
    const text = await textOf(opened);
    expect(text).toMatch(/5,000 Waiting for an agent first closes in 1 min/);
    expect(text).toContain('4,000 Waiting for the customer');
    expect(text).toContain('1,000 Closed without an answer 333 in the last 24 hours');
    expect(text).toContain('439 of 5,000 windows close without an answer 54 by today at 17:00');
    expect(text).toContain('180.5 answers an hour: 1,444 conversations in 8 hours of office time');
    expect(text).toContain('16:00 217 for an agent, 54 of them lost, 174 for the customer');
    expect(text).toMatch(
      /Template consulta_pendiente \(es\): .*41 messages, 2 asked for by agents, until today at 11:05/,
    );
    expect(text).toContain('Templates today 212 of 250');
    expect(await opened.frame.$$('h1')).toHaveLength(1);
  });

  it('J40 opens a ticket, and shows the tickets of one group only', async () => {
    const zendesk = boardZendesk(many);
    const opened = await open(zendesk, { width: 1280 });
    const { frame } = opened;
    await frame.click('ol >> text=Ticket 10000');
    expect(await invoked(opened)).toEqual([['routeTo', 'ticket', 10_000]]);
    await frame.waitForSelector('select');
    await frame.selectOption('select', { label: 'Ventas' });
    await frame.waitForSelector('text=Ticket 10001');
    const groups = await frame.$$eval('ol li', (items) => items.map((it) => it.textContent ?? ''));
    expect(groups.filter((it) => it.includes('Pedido')).every((it) => it.includes('Ventas'))).toBe(true);
    expect(zendesk.changed).toEqual([]);
  });

  it('J41 the forecast follows the group: its tickets, its part of the pace, and what that counts', async () => {
    const zendesk = boardZendesk(many);
    const opened = await open(zendesk, { width: 1280 });
    const { frame } = opened;
    await frame.waitForSelector('select');
    expect(await textOf(opened)).toContain('Of the whole account.');
    await frame.selectOption('select', { label: 'Soporte' });
    await frame.waitForSelector('h2:text-is("At the current pace: Soporte")');
    await frame.waitForSelector('text=of 1,250 windows close without an answer');
    await frame.waitForSelector('text=estimated from 296 of 1,444 conversations');
    const text = await textOf(opened);
    // An eighth of the answers, and a quarter of the windows.
    expect(text).toContain('22.6 answers an hour: 181 conversations in 8 hours');
    expect(text).toContain('Of this group: its tickets, and its part of all answers.');
    expect(text).toContain('The group’s part is estimated from 296 of 1,444 conversations.');
    await frame.selectOption('select', { label: 'Ventas' });
    await frame.waitForSelector('text=All who wait are answered in time.');
    await frame.selectOption('select', { label: 'All groups' });
    await frame.waitForSelector('text=439 of 5,000 windows close without an answer');
    // A hundred tickets at a time, and each once.
    const asked = zendesk.requests.flatMap(({ url }) => url.split('ids=')[1]?.split('&')[0]?.split(',') ?? []);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('J43 10,000 rows: painted within a second; Zendesk is asked for a hundred tickets at a time, the service once', async () => {
    const zendesk = boardZendesk(many);
    const { frame, busyMs } = await open(zendesk, { width: 1280 });
    await frame.waitForSelector('ol >> text=Ticket 10000');
    const ms = await busyMs();
    console.log(`the board took ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(1_000);
    expect(zendesk.requests.filter(({ url }) => url.startsWith('https:'))).toHaveLength(1);
    for (const { url } of zendesk.requests.filter((it) => it.url.includes('show_many')))
      expect(url.split('ids=')[1]?.split('&')[0]?.split(',')).toHaveLength(100);
  });

  it('J43 is asked for every half minute, and not at all while nobody sees it', async () => {
    const zendesk = boardZendesk(manyTickets(20));
    const { page, frame } = await open(zendesk, { width: 1280, clock: true });
    const asked = (): number => zendesk.requests.filter(({ url }) => url.endsWith('/app/board')).length;
    await frame.waitForSelector('ol >> text=Ticket 10000');
    // Second by second: if the clock ran ahead of the answers, the page would give them up and ask again sooner.
    for (let second = 0; second < 95; second += 1) await page.clock.runFor(1_000);
    await expect.poll(asked).toBeGreaterThanOrEqual(3);
    expect(asked()).toBeLessThanOrEqual(1 + (await frame.evaluate(() => performance.now())) / 30_000);
    await page.evaluate("window.zafHost.emit('pane.deactivated')");
    const hidden = asked();
    await page.clock.runFor(600_000);
    expect(asked()).toBeLessThanOrEqual(hidden + 1);
    const before = asked();
    await page.evaluate("window.zafHost.emit('pane.activated')");
    await page.clock.runFor(6_000);
    await expect.poll(asked).toBeGreaterThan(before);
  });

  it.each([
    ['en-GB', 'light', 1280],
    ['en-GB', 'dark', 320],
    ['es', 'dark', 1280],
    ['es', 'light', 320],
  ] as const)('J40 axe finds nothing, and nothing sticks out: %s, %s, %i px', async (locale, colorScheme, width) => {
    const opened = await open(boardZendesk(manyTickets(200), { 'currentUser.locale': locale }), { width, colorScheme });
    await opened.frame.waitForSelector('select');
    expect(await findings(opened.frame)).toEqual([]);
    const overflow = await opened.frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect([opened.elsewhere, opened.errors]).toEqual([[], []]);
    expect(await opened.frame.getAttribute('html', 'lang')).toBe(locale.slice(0, 2));
  });

  it('J40 works by keyboard: the tiles, the group, a ticket, more of them', async () => {
    const opened = await open(boardZendesk(many), { width: 1280 });
    const { page, frame } = opened;
    await frame.waitForSelector('select');
    await frame.focus('[aria-pressed=true]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('h2:text-is("Waiting for the customer")');
    expect(await frame.getAttribute('button:has-text("Waiting for the customer")', 'aria-pressed')).toBe('true');
    await frame.focus('ol >> text=Ticket 30000');
    await page.keyboard.press('Enter');
    expect(await invoked(opened)).toEqual([['routeTo', 'ticket', 30_000]]);
    await frame.focus('text=Show 25 more');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('text=Ticket 30049');
  });

  it('J40 without names from Zendesk the tickets are there all the same; without an answer it says why', async () => {
    const bare = boardZendesk(manyTickets(20));
    delete bare.shown;
    const { frame } = await open(bare, { width: 1280 });
    await frame.waitForSelector('text=Zendesk does not show subjects and groups at the moment.');
    await frame.waitForSelector('text=Ticket 10000');
    const refused = await open(boardZendesk(401), { width: 1280 });
    await refused.frame.waitForSelector('text=Not let in');
  });
});
