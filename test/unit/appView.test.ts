/** What the app's answer says of a ticket (row J4), of its actions (J5) and what was sent (J6). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TicketRead } from '../../src/service/app/ticketSource';
import { withOffice } from '../../src/service/app/internal/wording';
import { viewOf } from '../../src/service/app/internal/ticketView';
import { ticketView, type ActionView, type TicketView } from '../../src/service/app/view';
import { newTurns, type TurnRules, type Turns } from '../../workflows/core/turns';
import type { Conversation } from '../../workflows/core/conversation';
import { policyOf } from '../support/appView';
import { agent, arrived, customer, given, macro, status, type Story } from '../support/given';
import { at, when } from '../support/madrid';
import { stateOf, withPolicy, withTicket, withTruth, withoutConversation } from '../support/states';

const folder = join(__dirname, '../support/appAnswers');
const policy = policyOf();

describe('the example answers for the app', () => {
  it.each(readdirSync(folder))('%s has the shape of an answer', (name) => {
    const answer: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    expect(ticketView.strict().parse(answer)).toEqual(answer);
  });
});

const templates: Record<string, string> = {
  consulta_reabierta: 'Hola {{1}}, nos escribiste sobre la consulta {{2}}.',
  consulta_pendiente: 'Hola {{1}}, tu consulta {{2}} espera respuesta.',
};
const described = {
  template: (name: string) => {
    const text = templates[name];
    return Promise.resolve(
      text === undefined
        ? undefined
        : {
            components: [
              { type: 'BODY', text },
              { type: 'BUTTONS', buttons: [{ text: 'Sí' }] },
            ],
          },
    );
  },
  actionField: () => Promise.resolve('360001'),
};

async function answerFor(
  conversation: Conversation,
  time: string,
  more: Partial<TicketRead> = {},
): Promise<TicketView> {
  const run = { runId: 'r', historyLength: 9, open: true, conversation };
  const read: TicketRead = { at: at(time), run, turns: undefined, pause: undefined, ...more };
  const view = await viewOf('100', read, { policy, version: '1.2.3', described });
  // The shape drops what it does not name: nothing else may be sent.
  expect(ticketView.parse(view)).toEqual(view);
  return view;
}
const ofStory = (story: Story, time: string, more: Partial<TicketRead> = {}): Promise<TicketView> =>
  answerFor(stateOf(story, time), time, more);
const action = ({ actions }: TicketView, name: string): ActionView => {
  const found = actions.find((it) => it.name === name);
  if (!found) throw new Error(`no action ${name}`);
  return found;
};
const time = (text: string | null | undefined): string | undefined => (text ? when(Date.parse(text)) : undefined);

const asked = given(customer('Mon 09:00'), customer('Mon 09:10'), agent('Mon 11:00'), status('Mon 11:00', 'pending'));
const unanswered = given(customer('Mon 09:00'), customer('Mon 09:10'));
const rescue = { mode: 'agent', deliver: 'always', expiresMs: 72 * 3_600_000, message: 'rescue' } as const;
const rules: TurnRules = {
  perSecond: 1,
  limits: { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop' },
};
const lost = given(customer('Mon 09:00'), agent('Tue 11:00')).policy({ rescue });

describe('J4 the answer says', () => {
  it('J4 until when free text reaches the customer, who owes whom since when, and what comes next', async () => {
    const view = await ofStory(asked, 'Mon 12:00');
    expect(view.window.state).toBe('open');
    expect(time(view.window.closesAt)).toBe('Tue 09:10');
    expect([view.owes.who, time(view.owes.since)]).toEqual(['customer', 'Mon 11:00']);
    expect([view.next?.what, time(view.next?.at), view.whyNothing]).toEqual(['reminder', 'Tue 11:00', null]);
    expect([view.watch, view.stage, view.actionField, view.version]).toEqual([
      'watching',
      'pending',
      '360001',
      '1.2.3',
    ]);
  });

  it('J4 that the agent owes the answer, since the first message without one', async () => {
    const view = await ofStory(unanswered, 'Mon 12:00');
    expect([view.owes.who, time(view.owes.since)]).toEqual(['agent', 'Mon 09:00']);
    expect(view.next?.what).toBe('warning');
  });

  it('J4 that the window has closed, as of the reading, though nothing has happened since', async () => {
    const view = await answerFor(stateOf(asked, 'Mon 12:00'), 'Tue 10:00');
    expect([view.window.state, time(view.window.closesAt)]).toEqual(['closed', 'Tue 09:10']);
    expect(time(view.now)).toBe('Tue 10:00');
  });

  it('J4 why nothing comes: silenced, opted out, observed, another ticket, already reminded', async () => {
    const c = stateOf(asked, 'Mon 12:00');
    const silenced = await answerFor(withTicket(c, { shown: { silence: 'on' } }), 'Mon 12:00');
    expect([silenced.whyNothing, silenced.silenced, silenced.next]).toEqual(['silenced', { since: null }, null]);
    expect(new Set(silenced.automatic.map(({ whyNot }) => whyNot))).toContain('silenced');
    const optedOut = await answerFor(withTruth(c, { optedOut: true }), 'Mon 12:00');
    expect([optedOut.whyNothing, optedOut.optedOut]).toEqual(['optedOut', true]);
    const conversation = { ...c.truth.conversation!, ownerTicketId: '7' };
    expect((await answerFor(withTruth(c, { conversation }), 'Mon 12:00')).whyNothing).toBe('otherTicket');
    expect((await answerFor(withoutConversation(c), 'Mon 12:00')).whyNothing).toBe('noConversation');
    const done = await ofStory(asked, 'Tue 12:00');
    expect([done.whyNothing, done.next]).toEqual(['alreadyReminded', null]);
    expect((await answerFor(withPolicy(c, { observes: true }), 'Tue 12:00')).automatic).not.toEqual([]);
  });

  it('J4 since when all sending is paused, and until when quiet hours last', async () => {
    const since = at('Mon 10:00');
    const pause = { since, by: { role: 'operator' as const } };
    const view = await ofStory(asked, 'Mon 22:00', { pause: pause as unknown as TicketRead['pause'] });
    expect([time(view.account.paused?.since), time(view.account.quietUntil)]).toEqual(['Mon 10:00', 'Tue 08:00']);
  });

  it('J4 which replies are kept for the customer: how many, since when, until when', async () => {
    const view = await ofStory(lost, 'Tue 11:02');
    expect(view.held).toMatchObject({ count: 1, wanted: false });
    expect([time(view.held?.since), time(view.held?.expiresAt)]).toEqual(['Tue 11:00', 'Fri 11:00']);
    expect(
      (
        await ofStory(
          given(customer('Mon 09:00'), agent('Tue 11:00'), macro('Tue 11:05', 'rescue')).policy({ rescue }),
          'Tue 11:10',
        )
      ).held?.wanted,
    ).toBe(true);
  });

  it('J4 that nobody watches the ticket, or does no longer', async () => {
    const none = await answerFor(stateOf(asked, 'Mon 12:00'), 'Mon 12:00', { run: undefined });
    expect([none.watch, none.automatic, none.window.state]).toEqual(['none', [], 'never']);
    expect(none.actions.map(({ rendition }) => rendition)).toEqual(none.actions.map(() => null));
    const run = { runId: 'r', historyLength: 9, open: false, conversation: stateOf(asked, 'Mon 12:00') };
    expect((await answerFor(run.conversation, 'Mon 12:00', { run })).watch).toBe('over');
  });
});

/** The pretend world's truth names no templates. */
const withReminder = (c: ReturnType<typeof stateOf>) =>
  withPolicy(c, {
    messages: { ...c.truth.policy.messages, followUp: { hasText: true, template: 'consulta_pendiente:es' } },
  });

describe('J5 the words of what comes by itself', () => {
  it('J5 of the next reminder, as of when it goes out', async () => {
    const { next } = await answerFor(withReminder(stateOf(asked, 'Mon 12:00')), 'Mon 12:00');
    expect(next).toMatchObject({
      what: 'reminder',
      message: {
        rendition: 'template',
        template: { name: 'consulta_pendiente', language: 'es' },
        wording: { body: 'Hola {{requester.firstName|cliente}}, tu consulta {{ticket.id}} espera respuesta.' },
      },
    });
  });

  it('J5 with the office’s values, in the message’s language, where it has them', async () => {
    const office = {
      between: () => Promise.resolve({ office: [], quiet: [] }),
      nextOpening: (_at: number, locale: string) => Promise.resolve(`lunes (${locale})`),
      name: () => Promise.resolve('Madrid'),
    };
    const wording = { body: '{{office.name}}: {{office.opensAt}}', buttons: [] };
    expect(await withOffice(wording, 'es', { ...described, office }, 0)).toEqual({
      ...wording,
      office: { name: 'Madrid', opensAt: 'lunes (es)' },
    });
    expect(await withOffice({ body: 'Hola', buttons: [] }, 'es', { ...described, office }, 0)).not.toHaveProperty(
      'office',
    );
  });
});

describe('J5 each action says', () => {
  it('J5 what would go out now: free text while the window is open, else the template, with its words', async () => {
    const open = action(await ofStory(unanswered, 'Mon 12:00'), 'reopening');
    expect(open).toMatchObject({ rendition: 'text', counts: null, value: 'whatsapp_action_reopening', hindrances: [] });
    expect(open.wording?.body).toMatch(/^Hola \{\{requester\.firstName\|cliente\}\}/);
    const c = stateOf(unanswered, 'Tue 12:00');
    const messages = { ...c.truth.policy.messages, reopening: { hasText: true, template: 'consulta_reabierta:es' } };
    const closed = action(await answerFor(withPolicy(c, { messages }), 'Tue 12:00'), 'reopening');
    expect(closed).toMatchObject({
      rendition: 'template',
      counts: 'templates',
      template: { name: 'consulta_reabierta', language: 'es' },
    });
    expect(closed.wording).toEqual({
      body: 'Hola {{requester.firstName|cliente}}, nos escribiste sobre la consulta {{ticket.id}}.',
      buttons: ['Sí'],
    });
  });

  it('J5 what prevents it: opted out, sent already, nothing to rescue, no way to reach the customer', async () => {
    const c = stateOf(unanswered, 'Tue 12:00');
    const of = async (name: string, changed: Conversation) =>
      action(await answerFor(changed, 'Tue 12:00'), name).hindrances;
    expect(await of('reopening', withTruth(c, { optedOut: true }))).toEqual([{ code: 'optedOut', blocks: true }]);
    expect(await of('reopening', withTruth(c, { reach: 'blocked' }))).toEqual([{ code: 'blocked', blocks: true }]);
    expect(await of('rescue', c)).toEqual([{ code: 'nothingToRescue', blocks: true }]);
    expect(await of('unsilence', c)).toEqual([{ code: 'nothingToDo', blocks: true }]);
    expect(await of('silence', c)).toEqual([]);
    const sent = given(customer('Sat 10:12'), macro('next Mon 09:05', 'reopening'));
    const again = action(await ofStory(sent, 'next Mon 10:00'), 'reopening').hindrances;
    expect(again).toMatchObject([{ code: 'alreadySent', blocks: true }]);
  });

  it('J5 what holds it back: a hold, a limit, a pause, one on its way', async () => {
    const now = at('Tue 12:00');
    const turns = (more: Partial<Turns>): Turns => ({ ...newTurns(rules, now), ...more });
    const of = async (more: Partial<TicketRead>) =>
      action(await ofStory(unanswered, 'Tue 12:00', more), 'reopening').hindrances;
    const held = await of({ turns: turns({ holds: [{ code: 131031, probeAt: now + 60_000 }] }) });
    expect(held).toMatchObject([{ code: 'held', blocks: false, error: 131031 }]);
    const full = { used: 250, at: [[now - 60_000, 250] as [number, number]] };
    expect(await of({ turns: turns({ templates: full }) })).toMatchObject([{ code: 'limit', blocks: true }]);
    const pause = { since: now } as unknown as TicketRead['pause'];
    expect(await of({ pause })).toMatchObject([{ code: 'paused', blocks: false }]);
    const c = withTicket(stateOf(unanswered, 'Tue 12:00'), { action: { name: 'incident', since: now } });
    const view = await answerFor(c, 'Tue 12:00');
    expect([view.requested, action(view, 'reopening').hindrances]).toEqual([
      'incident',
      [{ code: 'inProgress', blocks: true }],
    ]);
  });

  it("Z22 a proactive message's title, without the macro's category", async () => {
    const titles = { incident: 'Soporte::Avisar de la avería' };
    const conversation = stateOf(unanswered, 'Tue 12:00');
    const run = { runId: 'r', historyLength: 9, open: true, conversation };
    const read: TicketRead = { at: at('Tue 12:00'), run, turns: undefined, pause: undefined };
    const titled = { ...policy, policy: { ...policy.policy, titles } };
    const view = ticketView.parse(await viewOf('100', read, { policy: titled, version: '1.2.3', described }));
    expect(action(view, 'incident').title).toBe('Avisar de la avería');
    expect(action(view, 'reopening').title).toBeUndefined();
    expect(action(await ofStory(unanswered, 'Tue 12:00'), 'incident').title).toBe('Avisar de incidencia');
  });

  it('J5 what the account has used of its limits', async () => {
    const now = at('Tue 12:00');
    const used = [
      [now - 30 * 3_600_000, 9],
      [now - 60_000, 212],
    ] as [number, number][];
    const turns: Turns = { ...newTurns(rules, now - 60_000), templates: { used: 221, at: used } };
    expect((await ofStory(unanswered, 'Tue 12:00', { turns })).limits.templates).toEqual({
      used: 212,
      max: 250,
      roomAt: null,
    });
  });
});

describe('J6 what was sent', () => {
  const reached = given(
    customer('Mon 09:00'),
    agent('Mon 11:00'),
    status('Mon 11:00', 'pending'),
    arrived('Tue 11:01'),
  );

  it('J6 with its template, when it was due and sent, and that it is on the phone', async () => {
    const [first, ...others] = (await answerFor(withReminder(stateOf(reached, 'Tue 12:00')), 'Tue 12:00')).outreach;
    expect(first).toMatchObject({
      kind: 'followUp',
      requested: false,
      state: 'sent',
      rendition: 'template',
      delivered: new Date(at('Tue 11:01')).toISOString(),
      wording: { body: expect.stringContaining('{{requester.firstName|cliente}}') as unknown },
    });
    expect([time(first?.dueAt), time(first?.sentAt)]).toEqual(['Tue 11:00', 'Tue 11:00']);
    expect(others).toEqual([]);
  });

  it('J6 a report of an earlier version has no time: it is on the phone', async () => {
    const [first] = (await answerFor({ ...stateOf(reached, 'Tue 12:00'), arrivedAt: {} }, 'Tue 12:00')).outreach;
    expect(first?.delivered).toBe(true);
  });

  it('J6 or why it was not: the code', async () => {
    const refused = given(customer('Sat 10:12'), macro('next Mon 09:05', 'incident')).where({ optedOut: true });
    const [first] = (await ofStory(refused, 'next Mon 10:00')).outreach;
    expect(first).toMatchObject({ state: 'refused', requested: true, failure: { code: 'optedOut' }, sentAt: null });
  });

  it('J6 what is still to come says what it waits for', async () => {
    const c = stateOf(asked, 'Tue 12:00');
    const outreach = c.outreach.map((it) => ({
      ...it,
      heldBehind: 132015,
      progress: { state: 'waiting' as const, since: at('Tue 11:00') },
    }));
    const view = await answerFor(
      { ...c, outreach, messages: c.messages.filter(({ by }) => by !== 'ventana') },
      'Tue 12:00',
    );
    expect(view.outreach[0]).toMatchObject({ state: 'waiting', waitsFor: { code: 'held', error: 132015 } });
    expect(view.next).toEqual({ what: 'sending', at: null });
  });

  it('J6 what waits does not wait for a pause that is over', async () => {
    const c = stateOf(asked, 'Tue 12:00');
    const outreach = c.outreach.map((it) => ({
      ...it,
      pausedSince: at('Tue 10:00'),
      progress: { state: 'waiting' as const, since: at('Tue 11:00') },
    }));
    const waiting = { ...c, outreach, messages: c.messages.filter(({ by }) => by !== 'ventana') };
    const codeWith = async (turns: Turns | undefined) =>
      (await answerFor(waiting, 'Tue 12:00', { turns })).outreach[0]?.waitsFor?.code;
    expect(await codeWith(undefined)).toBe('paused');
    expect(await codeWith(newTurns(rules, at('Tue 12:00')))).toBe('turn');
  });
});
