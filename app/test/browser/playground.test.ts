import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findings } from '../support/axe';
import { inBrowser } from '../support/browser';
import { launch } from '../support/chromium';
import { type Player, type Playing, sitDown, startDemo } from '../support/playground';

/** All of them take half a minute on a quiet machine. */
const TEST_MS = 300_000;

/** Each frame for itself. */
const faults = (where: Page | Frame): Promise<string[]> => findings(where, { iframes: false });

const groundOf = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

inBrowser('Y1 the playground, with the real app, service and Temporal', () => {
  let browser: Browser;
  let demo: Playing | undefined;
  beforeAll(async () => {
    [browser, demo] = await Promise.all([launch(), startDemo()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /** Nothing was asked of another machine, and nothing went wrong. */
  const played = (language: 'en' | 'es', story: (player: Player) => Promise<void>) => async () => {
    if (!demo) throw new Error('no demo');
    const player = await sitDown(browser, demo, language);
    await story(player);
    expect([player.elsewhere, player.errors]).toEqual([[], []]);
    await player.page.close();
  };

  it(
    'Y1 F1 F3 the reminder of a pending ticket, and the answer to it',
    played('es', async ({ page, clicks, writes, replies, sees, arrived }) => {
      await writes('Mi pedido ha llegado roto.');
      await replies('¿Nos envías una foto?');
      await clicks('#set-pending');
      await clicks('#window-end');
      await clicks('#plus-hour');
      await sees('phone', 'necesitamos tu contestación');
      await sees('thread', 'Recordatorio enviado por WhatsApp');
      await writes('Aquí va la foto.');
      await page.waitForSelector('#set-open[aria-pressed=true]');
      expect(await arrived()).toEqual(['¿Nos envías una foto?', expect.stringContaining('necesitamos')]);
    }),
    TEST_MS,
  );

  it(
    'Y1 R1 a reply that was written too late arrives word for word after the tap',
    played('es', async ({ page, app, clicks, writes, replies, sees, arrived }) => {
      await writes('¿Cuándo estará arreglada mi bici?');
      const frame = await app();
      await clicks('#window-end');
      await replies('Ya está lista. Puedes recogerla el jueves.');
      await sees('thread', 'Tu mensaje no ha llegado al cliente');
      expect(await arrived()).toEqual([]);
      await frame.click('#action-rescue');
      await frame.waitForSelector('[role=dialog] >> text=tenemos la respuesta a tu consulta');
      expect([await faults(page), await faults(frame)]).toEqual([[], []]);
      await frame.click('button:text-is("Enviar")');
      await sees('phone', 'Ver la respuesta');
      await clicks('.tap button');
      await sees('phone', 'Ya está lista. Puedes recogerla el jueves.');
      await frame.waitForSelector('text=Respuesta rescatada');
      expect((await arrived()).slice(1)).toEqual(['Ya está lista. Puedes recogerla el jueves.']);
      expect([await faults(page), await faults(frame)]).toEqual([[], []]);
      await page.emulateMedia({ colorScheme: 'dark' });
      // The page, and the app in it, which Zendesk tells the agent's scheme.
      expect(await groundOf(page)).toBe('rgb(16, 22, 26)');
      await frame.waitForFunction("getComputedStyle(document.documentElement).colorScheme === 'dark'");
      expect([await faults(page), await faults(frame)]).toEqual([[], []]);
      for (const menu of ['Qué probar', 'Provocar fallos']) {
        await page.click(`summary:text-is("${menu}")`);
        expect(await faults(page)).toEqual([]);
      }
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 320, height: 720 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await faults(page)).toEqual([]);
    }),
    TEST_MS,
  );

  it(
    'Y49 for leads: the board with what is played, and a report with figures, most of them made up as the page says',
    played('en', async ({ page, writes, sees }) => {
      await writes('Where is my parcel?');
      await sees('thread', 'Where is my parcel?');
      const address = await page.getAttribute('#leads', 'href');
      await page.goto(new URL(address ?? '', page.url()).href);
      const frame = await (await page.waitForSelector('iframe#app')).contentFrame();
      if (!frame) throw new Error('the app has no frame');
      await page.waitForSelector('text=The report’s first eleven weeks are made up');
      await frame.click('nav button:text-is("Report")');
      await frame.waitForSelector('text=Yes. Of 100 customers who get a reminder');
      expect((await frame.innerText('main')).replace(/\s+/g, ' ')).toMatch(/Messages sent 2,\d{3}/);
      expect([await faults(page), await faults(frame)]).toEqual([[], []]);
      await frame.click('nav button:text-is("Board")');
      await frame.click('ol >> text=/^Ticket \\d+/');
      await page.waitForURL(/customer=.*ticket=\d+/);
      await page.waitForSelector('#phone-live');
    }),
    TEST_MS,
  );

  it(
    'Y1 H1 H2 the customer wrote out of hours: the macro, and the answer',
    played('en', async ({ page, clicks, writes, sees }) => {
      await writes('May I change the date?');
      await clicks('#monday');
      await page.selectOption('#macro', 'WhatsApp::Reabrir conversación');
      await clicks('#apply');
      await sees('phone', 'We are here now');
      await sees('thread', 'Mensaje de reapertura enviado por WhatsApp');
      await clicks('#set-pending');
      await writes('Thursday, please.');
      await page.waitForSelector('#set-open[aria-pressed=true]');
    }),
    TEST_MS,
  );

  it(
    'Y1 P2 P3 a customer who has never written: the macro, and the answer in a ticket of its own',
    played('en', async ({ page, app, clicks, writes, sees }) => {
      await clicks('#mail');
      await page.selectOption('#macro', 'WhatsApp::Avisar de incidencia');
      await clicks('#apply');
      await sees('phone', 'because of an incident');
      await writes('What has happened?');
      await page.waitForSelector('#ticket-tabs');
      await sees('thread', 'El cliente responde a un mensaje enviado desde el ticket');
      const frame = await app();
      expect([await faults(page), await faults(frame)]).toEqual([[], []]);
    }),
    TEST_MS,
  );

  it(
    'Y1 S1 F12 lost webhooks: the sweep finds the ticket, and no reminder follows an answer that nobody told of',
    played('en', async ({ page, clicks, writes, replies, sees, arrived }) => {
      const lose = async (): Promise<void> => {
        await page.click('summary:text-is("Break something")');
        await clicks('#lose');
        await page.waitForSelector('#lose[aria-pressed=true]');
        await page.keyboard.press('Escape');
      };
      await lose();
      await writes('My charger is broken.');
      await clicks('#plus-hour');
      await sees('fields', 'open');
      await replies('Where shall we send it?');
      await clicks('#set-pending');
      await lose();
      await writes('To Valencia.');
      await clicks('#window-end');
      await sees('ticket', 'Open');
      expect(await arrived()).toEqual(['Where shall we send it?']);
    }),
    TEST_MS,
  );

  it(
    'Y1 L5 a paused template: the message waits, and goes out when Meta takes the template again',
    played('en', async ({ page, clicks, writes, sees, arrived }) => {
      const press = async (): Promise<void> => {
        await page.click('summary:text-is("Break something")');
        await clicks('#pause-consulta_reabierta-en');
        await page.keyboard.press('Escape');
      };
      await writes('Hello?');
      await clicks('#window-end');
      await press();
      await page.selectOption('#macro', 'WhatsApp::Reabrir conversación');
      await clicks('#apply');
      expect(await arrived()).toEqual([]);
      await press();
      await clicks('#plus-hour');
      await sees('phone', 'We are here now');
    }),
    TEST_MS,
  );
});
