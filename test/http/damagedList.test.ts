/** Rule 3 over HTTP: the list that is to answer "did it go out?" holds our message, damaged. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type { SendOrder } from '../../activities/orders';
import { readTruth } from '../../activities/readTruth';
import { lookForMessage, sendMessage } from '../../activities/sendMessage';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { startRig, type Rig } from './sandbox.rig';

let rig: Rig;
let deps: Dependencies;

beforeEach(async () => {
  rig = await startRig();
  const { sandbox, clock } = rig;
  const env = sandbox.env();
  const { ZENDESK_OAUTH_CLIENT_ID: clientId = '', ZENDESK_OAUTH_CLIENT_SECRET: clientSecret = '' } = env;
  const auth = { type: 'client', clientId, clientSecret, scope: 'read write' } as const;
  const { SUNSHINE_APP_ID: appId = '', SUNSHINE_KEY_ID: keyId = '', SUNSHINE_KEY_SECRET: keySecret = '' } = env;
  const parameters = ['{{requester.firstName}}', '{{ticket.id}}'];
  const template = { name: 'consulta_incidencia', languages: ['es'], parameters, category: 'utility' };
  deps = {
    zendesk: createZendesk({ origin: sandbox.url, auth, now: () => clock.now }),
    sunshine: createSunshine({ baseUrl: `${sandbox.url}/sc`, appId, keyId, keySecret }),
    integrationId: sandbox.integrationId,
    hours: { between: () => Promise.resolve({ office: [], quiet: [] }), readings: () => Promise.resolve([]) },
    policy: { ticket: { messages: {} }, optOutKeywords: ['STOP'], messages: { reopening: { template } } },
    now: () => clock.now,
  } as unknown as Dependencies;
});
afterEach(() => rig.stop());

/** The first attempt went out, but its answer was lost. */
async function uncertain(): Promise<SendOrder> {
  const { sandbox, maria } = rig;
  const { ticketId } = sandbox.customerWrites(maria, 'hola');
  const conversationId = (await readTruth(deps, { ticketId, asks: false })).conversation!.id;
  rig.clock.now += 25 * 3_600_000;
  const order: SendOrder = {
    ticketId,
    sendId: `${ticketId}-reopening-1:template:1`,
    purpose: { kind: 'reopening', name: 'reopening' },
    message: 'reopening',
    rendition: 'template',
    conversationId,
    customerLastAt: rig.clock.now,
    failedMessageIds: [],
  };
  sandbox.failRequests({ vendor: 'sunshine', method: 'POST', times: 1, effect: { kind: 'loseResponse' } });
  expect(await sendMessage(deps, order)).toEqual({ type: 'unknown' });
  rig.clock.now += 60_000;
  return { ...order, sendId: `${ticketId}-reopening-1:template:2` };
}

async function came(): Promise<number> {
  await rig.sandbox.settled();
  return rig.sandbox.received(rig.maria).length;
}

it.each(['metadata', 'all'] as const)(
  'rule 3 D6 with %s damaged, a look is none, nothing is sent again, and it is found once it can be read',
  async (part) => {
    const again = await uncertain();
    rig.sandbox.plant({ kind: 'damagedMessages', part });
    await expect(lookForMessage(deps, again)).rejects.toThrow(/may be ours/);
    expect(await sendMessage(deps, again)).toEqual({ type: 'unknown' });
    expect(await came()).toBe(1);
    rig.sandbox.plant({ kind: 'damagedMessages', part: 'none' });
    expect(await lookForMessage(deps, again)).toMatchObject({ type: 'sent' });
    expect(await came()).toBe(1);
  },
);

it('rule 3 D6 with its author damaged, it is found by its metadata', async () => {
  const again = await uncertain();
  rig.sandbox.plant({ kind: 'damagedMessages', part: 'author' });
  expect(await lookForMessage(deps, again)).toMatchObject({ type: 'sent', sendId: again.sendId.replace(/2$/, '1') });
  expect(await sendMessage(deps, again)).toMatchObject({ type: 'sent' });
  expect(await came()).toBe(1);
});
