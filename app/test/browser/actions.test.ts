import { expect, it } from 'vitest';
import type { TicketView } from '../../../src/service/app/view';
import { inBrowser, pages } from '../support/browser';
import type { Opened } from '../support/page';
import { exampleView, fakeZendesk } from '../support/zendesk';

const view = exampleView('reply-lost-and-held');

const withRescue = (part: object): TicketView => {
  const [first] = view.outreach;
  if (!first) throw new Error('the example has no outreach');
  const rescue = { ...first, id: 'new', kind: 'rescue', name: 'rescue', waitsFor: null, ...part } as const;
  return { ...view, outreach: [...view.outreach, rescue] };
};

const focused = ({ frame }: Opened): Promise<string> => frame.evaluate(() => document.activeElement?.textContent ?? '');

inBrowser('J31 J32 an action', () => {
  const open = pages();

  it('J31 shows the message, the limit and the language before anything happens', async () => {
    const zendesk = fakeZendesk(view);
    const { frame } = await open(zendesk);
    await frame.click('#action-rescue');
    const text = (await frame.innerText('[role=dialog]')).replace(/\s+/g, ' ');
    expect(text).toContain('Hola Ana, tenemos la respuesta a tu consulta 4711.');
    expect(text).toContain('Ver respuesta');
    expect(text).toContain('Template consulta_respondida (Spanish). When they answer, they get the original words.');
    expect(text).toContain('Counts against templates today: 212 of 250.');
    expect(zendesk.changed).toEqual([]);
  });

  it('J31 what prevents it is said, and the button does nothing', async () => {
    const actions = view.actions.map((it) => ({ ...it, hindrances: [{ code: 'optedOut', blocks: true } as const] }));
    const zendesk = fakeZendesk({ ...view, actions });
    const { frame } = await open(zendesk);
    await frame.click('#action-incident');
    await frame.waitForSelector('[role=dialog] >> text=asked to receive no messages (STOP)');
    expect(await frame.isDisabled('button:text-is("Send")')).toBe(true);
  });

  it('J31 a value that is missing prevents it (P6)', async () => {
    const actions = view.actions.map((it) => ({ ...it, wording: { body: 'Te atiende {{agent.name}}', buttons: [] } }));
    const { frame } = await open(fakeZendesk({ ...view, actions }, { 'ticket.assignee.user.name': undefined }));
    await frame.click('#action-incident');
    await frame.waitForSelector('text=“agent.name” has no value');
    expect(await frame.isDisabled('button:text-is("Send")')).toBe(true);
  });

  it('J31 what holds it back does not prevent it: a paused template says why, and from when', async () => {
    const { frame } = await open(fakeZendesk(view));
    await frame.click('#action-reopening');
    await frame.waitForSelector('text=WhatsApp has stopped this template for now.');
    await frame.waitForSelector('text=From today at 11:10.');
    expect(await frame.isDisabled('button:text-is("Send")')).toBe(false);
  });

  it('J32 sets only the field, as the agent, and follows the message to the phone', async () => {
    const zendesk = fakeZendesk(view);
    const opened = await open(zendesk, { clock: true });
    const { page, frame } = opened;
    await frame.click('#action-rescue');
    await frame.click('button:text-is("Send")');
    await frame.waitForSelector('text=Asked for');
    expect(zendesk.changed).toEqual([
      {
        url: '/api/v2/tickets/4711.json',
        body: { ticket: { custom_fields: [{ id: 360001, value: 'whatsapp_action_rescue' }] } },
      },
    ]);
    expect(await focused(opened)).toContain('Your request: Rescue the reply');
    zendesk.answer = { ...view, requested: 'rescue' };
    await page.clock.runFor(6_000);
    await frame.waitForSelector('[role=status] >> text=Taken up by Ventana');
    zendesk.answer = withRescue({ state: 'sent', sentAt: view.now, delivered: false });
    await page.clock.runFor(6_000);
    await frame.waitForSelector('[role=status] >> text=Rescue the reply: Sent');
    zendesk.answer = withRescue({ state: 'sent', sentAt: view.now, delivered: view.now });
    await page.clock.runFor(6_000);
    await frame.waitForSelector('[role=status] >> text=Rescue the reply: On the phone');
    await frame.click('button:text-is("Close")');
    expect(await focused(opened)).toContain('Rescue the reply');
  });

  it('J32 a refusal is followed too, with its reason', async () => {
    const zendesk = fakeZendesk(view);
    const { page, frame } = await open(zendesk, { clock: true });
    await frame.click('#action-rescue');
    await frame.click('button:text-is("Send")');
    zendesk.answer = withRescue({ state: 'refused', failure: { code: 'optedOut' } });
    await page.clock.runFor(6_000);
    await frame.waitForSelector('[role=status] >> text=Not sent. The customer asked to receive no messages');
  });

  it('J32 a proactive message marks the ticket as its macro does', async () => {
    const zendesk = fakeZendesk(view);
    const { frame } = await open(zendesk);
    await frame.click('#action-incident');
    await frame.click('button:text-is("Send")');
    await frame.waitForSelector('text=Asked for');
    expect(zendesk.changed.map(({ url, body }) => [url, body])).toEqual([
      ['/api/v2/tickets/4711/tags.json', { tags: ['whatsapp_contacted'] }],
      ['/api/v2/tickets/4711.json', { ticket: { custom_fields: [{ id: 360001, value: 'whatsapp_action_incident' }] } }],
    ]);
  });

  it('J32 what Zendesk refuses was not asked for, and the page says so', async () => {
    const zendesk = fakeZendesk(view);
    zendesk.changes = 403;
    const { frame } = await open(zendesk);
    await frame.click('#action-rescue');
    await frame.click('button:text-is("Send")');
    await frame.waitForSelector('[role=alert] >> text=Zendesk does not let you change this ticket');
  });

  it('J34 silences the ticket, and lifts it', async () => {
    const zendesk = fakeZendesk(view);
    const { page, frame } = await open(zendesk, { clock: true });
    await frame.click('#action-silence');
    await frame.waitForSelector('text=Until you lift it');
    await frame.click('button:text-is("Confirm")');
    await frame.waitForSelector('text=Asked for');
    const actions = view.actions.map((it) => ({
      ...it,
      hindrances: it.name === 'silence' ? [{ code: 'nothingToDo', blocks: true } as const] : [],
    }));
    zendesk.answer = { ...view, actions, silenced: { since: view.now } };
    await page.clock.runFor(6_000);
    await frame.waitForSelector('[role=status] >> text=Silence this ticket: Done');
    await frame.click('text=Lift the silence');
    await frame.click('button:text-is("Confirm")');
    await frame.waitForSelector('text=Asked for');
    expect(zendesk.changed.map(({ body }) => JSON.stringify(body))).toEqual([
      expect.stringContaining('"whatsapp_action_silence"'),
      expect.stringContaining('"whatsapp_action_unsilence"'),
    ]);
  });
});
