/** Rows I and D against the sandbox, over HTTP: what is read of changing identities, and what is sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type { SendOrder } from '../../activities/orders';
import { readTruth } from '../../activities/readTruth';
import { sendMessage } from '../../activities/sendMessage';
import type { Customer } from '../../sandbox/index';
import type { Skipped } from '../../src/vendors/http/readList';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { parseSunshine } from '../../src/vendors/sunshine/webhook';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { startRig, type Rig } from './sandbox.rig';

let rig: Rig;
let deps: Dependencies;
let skipped: Skipped[];

beforeEach(async () => {
  rig = await startRig();
  skipped = [];
  const env = rig.sandbox.env();
  const { ZENDESK_OAUTH_CLIENT_ID: clientId = '', ZENDESK_OAUTH_CLIENT_SECRET: clientSecret = '' } = env;
  const auth = { type: 'client', clientId, clientSecret, scope: 'read write' } as const;
  const onSkipped = (it: Skipped): void => void skipped.push(it);
  deps = {
    zendesk: createZendesk({ origin: rig.sandbox.url, auth, now: () => rig.clock.now }, undefined, onSkipped),
    sunshine: createSunshine(
      {
        baseUrl: `${rig.sandbox.url}/sc`,
        appId: env.SUNSHINE_APP_ID ?? '',
        keyId: env.SUNSHINE_KEY_ID ?? '',
        keySecret: env.SUNSHINE_KEY_SECRET ?? '',
      },
      onSkipped,
    ),
    integrationId: rig.sandbox.integrationId,
    policy: {
      ticket: { messages: {} },
      optOutKeywords: ['STOP'],
      defaultCountry: 'ES',
      messages: {
        incident: {
          template: {
            name: 'consulta_incidencia',
            languages: ['es'],
            parameters: ['{{requester.firstName}}', '{{ticket.id}}'],
            category: 'utility',
          },
        },
      },
    },
    hours: { between: () => Promise.resolve({ office: [], quiet: [] }), readings: () => Promise.resolve([]) },
    now: () => rig.clock.now,
  } as unknown as Dependencies;
});
afterEach(() => rig.stop());

const macro = 'WhatsApp::Avisar de incidencia';
const truthOf = (ticketId: string) => readTruth(deps, { ticketId, asks: false });

/** As the run would do it: to the conversation, if the truth shows one, else to the phone. */
async function send(ticketId: string, conversationId: string | undefined) {
  const order: SendOrder = {
    ticketId,
    sendId: `${ticketId}-incident-1:template:1`,
    purpose: { kind: 'proactive', name: 'incident' },
    message: 'incident',
    rendition: 'template',
    customerLastAt: rig.clock.now,
    failedMessageIds: [],
    ...(conversationId !== undefined && { conversationId }),
  };
  const outcome = await sendMessage(deps, order);
  return outcome.type === 'failed' ? outcome.failure.reason : outcome.type;
}

const asked = (requester: Customer): string => {
  const id = rig.sandbox.addTicket({ requester, channel: 'email', subject: 'Aviso' });
  rig.sandbox.agentAppliesMacro(id, rigMacro());
  return id;
};
const rigMacro = (): string => {
  rig.sandbox.addMacro({ title: macro, action: 'whatsapp_action_incident' });
  return macro;
};
const received = (customer: Customer) =>
  rig.sandbox.received(customer).map((it) => (it.kind === 'text' ? it.text : it.name));

/** What the webhooks said that were heard so far. */
async function eventsHeard(type: string) {
  await rig.sandbox.settled();
  return rig.heard
    .flatMap(({ body }) => {
      const read = parseSunshine(body, ['STOP'], rig.clock.now);
      return read.kind === 'batch' ? read.events : [];
    })
    .flatMap((it) => (it.kind === 'event' && it.event.type === type ? [it] : []));
}

describe.each(['gone', 'empty'] as const)('I1 after a merge, with the discarded conversation %s', (discarded) => {
  it('the ticket goes on in the surviving one, and the event names it', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const before = (await truthOf(ticketId)).conversation?.id;
    const known = rig.sandbox.addCustomer({ name: 'María G.', phone: '+34600111333' });
    rig.sandbox.customerWrites(known, 'buenas');
    rig.sandbox.mergeCustomers(known, rig.maria, { discarded });
    const after = await truthOf(ticketId);
    expect(after.conversation).toMatchObject({ own: true });
    expect(after.conversation?.id).not.toBe(before);
    expect(after.messages).toHaveLength(2);
    expect(await send(ticketId, before)).toBe('sent');
    expect(received(known)).toEqual(['consulta_incidencia']);
    const [merge] = await eventsHeard('conversationMerged');
    expect(merge?.event).toMatchObject({ discarded: before, surviving: after.conversation?.id });
    expect(merge?.named).toContain(ticketId);
  });
});

describe('I2 a requester with several identities', () => {
  it('is written to in the WhatsApp conversation in which they last wrote', async () => {
    rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.clock.now += 60_000;
    const { conversationId } = rig.sandbox.writesElsewhere(rig.maria, 'otro móvil', {
      channel: 'whatsapp',
      user: 'new',
    });
    rig.clock.now += 60_000;
    rig.sandbox.writesElsewhere(rig.maria, 'desde la web', { channel: 'web' });
    const truth = await truthOf(asked(rig.maria));
    expect(truth.conversation?.id).toBe(conversationId);
  });

  it('is found beyond the first page', async () => {
    rig.sandbox.customerWrites(rig.maria, 'hola');
    for (let n = 0; n < 101; n++) rig.sandbox.writesElsewhere(rig.maria, 'web', { channel: 'web' });
    rig.clock.now += 60_000;
    const { conversationId } = rig.sandbox.writesElsewhere(rig.maria, 'aquí', { channel: 'whatsapp' });
    expect((await truthOf(asked(rig.maria))).conversation?.id).toBe(conversationId);
  });
});

describe('nobody is written to', () => {
  it('I3 who has blocked the number', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const { conversation } = await truthOf(ticketId);
    rig.sandbox.customerBlocks(rig.maria);
    const other = asked(rig.maria);
    expect(await truthOf(other)).toMatchObject({ reach: 'blocked' });
    expect([await send(other, undefined), await send(ticketId, conversation?.id)]).toEqual(['blocked', 'blocked']);
    expect(received(rig.maria)).toEqual([]);
  });

  it('I4 who is suspended', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const { conversation } = await truthOf(ticketId);
    rig.sandbox.suspend(rig.maria);
    expect(await truthOf(ticketId)).toMatchObject({ reach: 'suspended' });
    expect([await send(ticketId, undefined), await send(ticketId, conversation?.id)]).toEqual([
      'suspended',
      'suspended',
    ]);
    rig.sandbox.suspend(rig.maria, false);
    expect(await send(ticketId, conversation?.id)).toBe('sent');
  });

  it('I5 in the conversation of an earlier requester: no name and no number reaches the other', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const { conversation } = await truthOf(ticketId);
    const luis = rig.sandbox.addCustomer({ name: 'Luis', phone: '+34600999888' });
    rig.clock.now += 60_000;
    rig.sandbox.setRequester(ticketId, luis);
    expect(await truthOf(ticketId)).toMatchObject({ reach: 'otherRequester' });
    expect(await send(ticketId, conversation?.id)).toBe('otherRequester');
    expect([received(rig.maria), received(luis)]).toEqual([[], []]);
    rig.sandbox.setRequester(ticketId, rig.maria);
    expect(await send(ticketId, conversation?.id)).toBe('sent');
  });
});

describe('reports', () => {
  it('D1, D2 a push that fails and a failure that is not final are no failures', async () => {
    rig.sandbox.plant({ kind: 'failuresBeforeSuccess', on: true });
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.writesElsewhere(rig.maria, 'desde la app', { channel: 'ios' });
    rig.sandbox.agentReplies(ticketId, 'buenas');
    await rig.sandbox.settled();
    const told = rig.heard.filter(({ body }) => JSON.stringify(body).includes('message:delivery:failure'));
    expect(told).toHaveLength(2);
    expect(await eventsHeard('deliveryFailed')).toEqual([]);
    rig.sandbox.refuseDeliveries({ code: 131026 });
    rig.sandbox.agentReplies(ticketId, 'otra vez');
    expect(await eventsHeard('deliveryFailed')).toHaveLength(1);
  });

  it('D3 nobody has the number of a notification', async () => {
    await deps.sunshine.notify('34699999999', {
      content: { type: 'text', text: 'hola' },
      integrationId: rig.sandbox.integrationId,
      metadata: {},
    });
    expect(await eventsHeard('deliveryFailed')).toMatchObject([{ event: { failure: { reason: 'nobodyFound' } } }]);
  });

  it.each(['message', 'postback'] as const)('D4 STOP on a button opts out, as a %s', async (as) => {
    rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.customerTaps(rig.maria, { payload: 'STOP', text: 'No más avisos', as });
    const seen = await eventsHeard('messageSeen');
    expect(seen.at(-1)?.event).toMatchObject({ message: { by: 'customer', stop: true } });
  });

  it('D6 an item that cannot be read in each list changes nothing but the count, and what the list says', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const before = await truthOf(ticketId);
    rig.sandbox.plant({ kind: 'unreadableItems', on: true });
    const { listed, ...known } = await truthOf(ticketId);
    // W2: the item might be any message, so the list denies none that a webhook told of.
    expect(listed && listed.from > listed.to).toBe(true);
    expect({ ...known, listed: before.listed }).toEqual(before);
    expect((await truthOf(asked(rig.maria))).conversation?.id).toBe(before.conversation?.id);
    const lists = new Set(skipped.map(({ list }) => list));
    expect([...lists].sort()).toEqual(['audits', 'clients', 'conversations', 'identities', 'messages']);
  });
});
