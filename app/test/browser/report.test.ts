import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ReportView } from '../../../src/service/app/report';
import { reportView } from '../../../src/service/app/report';
import { findings } from '../support/axe';
import { inBrowser, pages } from '../support/browser';
import { type Look, textOf } from '../support/page';
import { exampleReport, exampleReportView, leadZendesk } from '../support/report';

inBrowser('Y45 Y46 Y47 the report', () => {
  const open = pages();
  const openReport = async (view: ReportView | number, look: Look = {}, values: Record<string, unknown> = {}) => {
    const zendesk = leadZendesk(view, values);
    const opened = await open(zendesk, { width: 1280, ...look });
    await opened.frame.click('nav button:not([aria-current])');
    return { ...opened, zendesk };
  };

  it('Y45 says what was brought, whether reminders help, and what it cost by estimate and by which card', async () => {
    expect(reportView.strict().safeParse(exampleReportView()).error).toBeUndefined();
    const opened = await openReport(exampleReportView());
    await opened.frame.waitForSelector('table');
    const text = await textOf(opened);
    expect(text).toContain('7 September 2026 to 26 November 2026. Weeks begin on Monday (UTC).');
    expect(text).toContain('Messages sent 20,600 20,404 delivered');
    expect(text).toContain('Answered within 72 h 8,652 42% of those sent');
    expect(text).toContain('Windows kept 46,380 96% of those that closed; in 1,708 the customer was left waiting');
    expect(text).toContain('Replies rescued 38 of 90 that did not reach the customer');
    expect(text).toContain('Estimated cost US$408.08 by the rate card of 1 October 2026; US$0.0472 for each answer');
    expect(text).toContain('Yes. Of 100 customers who get a reminder, about 11 answer who would not have answered');
    expect(text).toContain('Each of them cost US$0.1841, by estimate');
    expect(text).toContain('28 Sept 1,450 sent, 609 answered (42%); 18 failed');
    expect(text).toContain('4,160 kept, 206 lost; 6 of 11 lost replies rescued');
    expect(text).toContain('21 Sept nothing');
    expect(text).toContain('“delayed delivery” 2,060 2,040 865 (42%)');
    expect(text).toMatch(/By language .* Spanish 14,\d{3} .* Brazilian Portuguese 6,\d{3}/);
    expect(text).toContain('9f3c1ab2 8,240');
    expect(text).toContain('Marketing template Mexico 800 US$31.76');
    expect(text).toMatch(/192 This number cannot receive WhatsApp messages/);
    expect(text).toContain('Costs are an estimate by Meta’s rate card of 1 October 2026, not an invoice.');
    expect(text).toContain('That card is an example');
    expect(text).toContain('which are not in the costs: 7.');
    expect(await opened.frame.$$('h1')).toHaveLength(1);
  });

  it('Y45 what is not shown is said to be, with what is missing; without an experiment it says that it cannot know', async () => {
    const { experiment } = exampleReport();
    const early = exampleReport({
      experiment: { ...experiment!, isShown: false, difference: { value: 0.02, low: -0.01, high: 0.05 }, needed: 900 },
    });
    const opened = await openReport(exampleReportView({ report: early }));
    await opened.frame.waitForSelector('table');
    const text = await textOf(opened);
    expect(text).toContain('Not shown: the difference between customers with and without a reminder may be chance.');
    expect(text).toContain('about 900 more questions in each group will show it');
    expect(text).not.toContain('answers came because of');
    const none = await openReport(exampleReportView({ report: exampleReport({ experiment: null }) }));
    await none.frame.waitForSelector('text=Not known: there is no experiment.');
  });

  it('Y45 another time is asked for when it is chosen, and nothing of it before; the board is one click away', async () => {
    const { frame, zendesk } = await openReport(exampleReportView());
    await frame.waitForSelector('table');
    const asked = (): string[] => zendesk.requests.flatMap(({ url }) => url.split('/app/report')[1] ?? []);
    expect(asked()).toEqual(['?weeks=12']);
    await frame.selectOption('select', '26');
    await expect.poll(asked).toEqual(['?weeks=12', '?weeks=26']);
    await frame.click('nav button:not([aria-current])');
    await frame.waitForSelector('text=Waiting for an agent');
  });

  it('Y47 the table by week, message and policy version is a file of its own', async () => {
    const { page, frame } = await openReport(exampleReportView());
    const [file] = await Promise.all([page.waitForEvent('download'), frame.click('text=Download CSV')]);
    expect(file.suggestedFilename()).toBe('ventana-acme-2026-11-26.csv');
    expect(readFileSync(await file.path(), 'utf8')).toBe(exampleReport().csv);
  });

  it.each([
    ['none', 'There is no ledger'],
    ['away', 'The ledger cannot be read'],
    ['empty', 'Nothing in this time'],
  ] as const)('Y46 ledger "%s": the page says so, and what to do', async (ledger, title) => {
    const opened = await openReport(exampleReportView({ ledger, report: null }));
    await opened.frame.waitForSelector(`text=${title}`);
    expect(await textOf(opened)).toMatch(/administrator/);
    expect(await opened.frame.$$('table')).toEqual([]);
    expect(await findings(opened.frame)).toEqual([]);
  });

  it('Y46 no rate card: no costs, and the page says why; no answer: why there is no report', async () => {
    const opened = await openReport(exampleReportView({ report: exampleReport({ card: null }) }));
    await opened.frame.waitForSelector('table');
    const text = await textOf(opened);
    expect(text).toContain('There is no rate card that can be read, so no costs are shown');
    expect(text).not.toMatch(/Estimated cost|US\$/);
    const busy = await openReport(503);
    await busy.frame.waitForSelector('text=Ventana is busy');
    const older = await openReport(404);
    await older.frame.waitForSelector('text=Ventana cannot be reached');
  });

  it('Y46 while the answer is on its way, the page says that it loads', async () => {
    const zendesk = leadZendesk(exampleReportView());
    const answered = zendesk.request.bind(zendesk);
    let answer = (): void => undefined;
    const released = new Promise<void>((resolve) => (answer = resolve));
    zendesk.request = async (options) => {
      if (options.url.includes('/app/report')) await released;
      return answered(options);
    };
    const { frame } = await open(zendesk, { width: 1280 });
    await frame.click('nav button:not([aria-current])');
    await frame.waitForSelector('h1:text-is("What Ventana brought")');
    await frame.waitForSelector('[role=status]:text-is("Loading…")', { state: 'attached' });
    answer();
    await frame.waitForSelector('table');
  });

  it.each([
    ['en-GB', 'light', 1280],
    ['en-GB', 'dark', 400],
    ['es', 'dark', 1280],
    ['es', 'light', 400],
  ] as const)('Y45 axe finds nothing, and nothing sticks out: %s, %s, %i px', async (locale, colorScheme, width) => {
    const opened = await openReport(exampleReportView(), { width, colorScheme }, { 'currentUser.locale': locale });
    await opened.frame.waitForSelector('table');
    expect(await findings(opened.frame)).toEqual([]);
    const overflow = await opened.frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect([opened.elsewhere, opened.errors]).toEqual([[], []]);
    expect(await opened.frame.getAttribute('html', 'lang')).toBe(locale.slice(0, 2));
  });

  it('Y45 works by keyboard', async () => {
    const { page, frame } = await open(leadZendesk(exampleReportView()), { width: 1280 });
    await frame.waitForSelector('text=Waiting for an agent');
    await frame.focus('nav [aria-current=page]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('table');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await frame.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });
});
