import { describe, expect, it } from 'vitest';
import { inBrowser, pages } from '../support/browser';
import { textOf } from '../support/page';
import { exampleView, fakeZendesk } from '../support/zendesk';

inBrowser('J30 the page at a glance', () => {
  const open = pages();

  it('J30 shows an open window: word, countdown, who owes what, and what is next', async () => {
    const opened = await open(fakeZendesk(exampleView('customer-waits')));
    await opened.frame.waitForSelector('text=Free text until');
    const text = await textOf(opened);
    expect(text).toMatch(/Open 1[67] h \d+ min left Free text until tomorrow at 09:00/);
    expect(text).toContain('You owe the customer an answer since today at 09:00 (7 hours ago)');
    expect(text).toContain('Next Warn you that the window is about to close today at 17:07');
    expect(text).toContain('Templates today 212 of 250');
  });

  it('J30 shows a closed window, why nothing is next, what was sent and why it failed, in Spanish', async () => {
    const zendesk = fakeZendesk(exampleView('reminded-and-failed'), { 'currentUser.locale': 'es' });
    const opened = await open(zendesk);
    await opened.frame.waitForSelector('text=Cerrada');
    const text = await textOf(opened);
    expect(text).toContain('Cerrada Cerrada desde ayer a las 09:00. Al cliente solo le llegan plantillas.');
    expect(text).toContain('No hay nada previsto: ya se le ha recordado al cliente.');
    expect(text).toMatch(
      /«incident» a petición de un agente Fallido .*no puede recibir mensajes de WhatsApp \(131026\)/,
    );
    expect(text).toMatch(/Recordatorio automático Entregado Enviado ayer a las 11:00 Entregado ayer a las 11:00/);
    expect(await opened.frame.getAttribute('html', 'lang')).toBe('es');
  });

  it('J30 an open window closes by itself, though no answer comes any more', async () => {
    const view = exampleView('customer-waits');
    const zendesk = fakeZendesk({
      ...view,
      window: { state: 'open', closesAt: new Date(Date.parse(view.now) + 8_000).toISOString() },
    });
    const { page, frame } = await open(zendesk, { clock: true });
    await frame.waitForSelector('text=Closes soon');
    zendesk.answer = 503;
    await page.clock.runFor(12_000);
    await frame.waitForSelector('text=Closed since');
  });

  it('J30 shows the words as the conversation has them, else the template with today’s values', async () => {
    const zendesk = fakeZendesk(exampleView('reminded-and-failed'));
    zendesk.log = [{ at: '2026-10-06T09:00:03.000Z', text: 'Hola Ana, ¿pudiste ver nuestra respuesta?' }];
    const { frame } = await open(zendesk);
    await frame.click('li:has-text("Reminder") summary');
    await frame.waitForSelector('text=¿pudiste ver nuestra respuesta?');
    await frame.click('li:has-text("incident") >> text=The words of the message');
    await frame.waitForSelector('text=Hola Ana, hemos abierto el caso 4711 por una incidencia.');
  });

  it('J31 shows the reminder that goes out next as the customer will read it, with the office’s values', async () => {
    const view = exampleView('pending-reminder-due');
    const wording = {
      body: 'Hola {{requester.firstName|cliente}}, abrimos el {{office.opensAt}}.',
      buttons: ['Ver respuesta'],
      office: { opensAt: 'lunes, 9:00' },
    };
    const next = { what: 'reminder', at: null, message: { rendition: 'template', template: null, wording } } as const;
    const { frame } = await open(fakeZendesk({ ...view, next }));
    await frame.click('summary:has-text("The customer will read")');
    await frame.waitForSelector('text=Hola Ana, abrimos el lunes, 9:00.');
  });

  it('J30 what is held, paused, silenced or opted out stands at the top', async () => {
    const view = { ...exampleView('reply-lost-and-held'), optedOut: true, silenced: { since: null } };
    const opened = await open(fakeZendesk(view));
    await opened.frame.waitForSelector('text=opted out');
    const text = await textOf(opened);
    expect(text).toContain('2 replies did not reach the customer Rescue them until Fri 11:00');
    expect(text).toContain('This ticket is silenced');
  });
});

inBrowser('J35 where there is no view', () => {
  const open = pages();

  describe.each([
    [401, 'Not let in', 'npx ventana setup'],
    [503, 'Ventana is busy', 'asked again'],
    [502, 'Ventana cannot be reached', 'The macros work all the same'],
    [0, 'Ventana cannot be reached', 'The macros work all the same'],
  ])('J35 after status %i', (status, title, remedy) => {
    it(`J35 says: ${title}`, async () => {
      const { frame } = await open(fakeZendesk(status));
      await frame.waitForSelector(`text=${title}`);
      expect(await frame.innerText('main')).toContain(remedy);
    });
  });

  it('J35 the last view stays, with its time, when answers fail; it is new again when they come', async () => {
    const view = exampleView('customer-waits');
    const zendesk = fakeZendesk(view);
    const { page, frame } = await open(zendesk, { clock: true });
    await frame.waitForSelector('text=Free text until');
    zendesk.answer = 502;
    await page.clock.runFor(6_000);
    await frame.waitForSelector('text=What you see is of today at 16:00');
    expect(await frame.innerText('main')).toContain('Free text until');
    zendesk.answer = view;
    await page.clock.runFor(15_000);
    await frame.waitForSelector('text=What you see is of', { state: 'detached' });
  });

  it('J35 a ticket that Ventana does not watch says so, and a ticket of another channel too', async () => {
    const unwatched = await open(fakeZendesk(exampleView('not-watched')));
    await unwatched.frame.waitForSelector('text=Ventana does not watch this ticket yet');
    const mail = await open(fakeZendesk(exampleView('not-watched'), { 'ticket.via': { channel: 'email' } }));
    await mail.frame.waitForSelector('text=Not a WhatsApp ticket');
    await mail.frame.click('#action-incident');
    await mail.frame.waitForSelector('text=Ventana does not watch this ticket yet. When asked');
  });

  it('J35 an answer that this version cannot read is not shown as if it were one', async () => {
    const { frame } = await open(fakeZendesk({ hello: 'world' } as never));
    await frame.waitForSelector('text=Another version');
  });
});
