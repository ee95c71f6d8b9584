/** The sandbox's Sunshine against the official description of the API, which this project does not copy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Description, readDescription } from '../support/sunshineDescription';
import { type Rig, startRig } from './sandbox.rig';

const file = process.env['SUNSHINE_OPENAPI'];
/** https://github.com/zendesk/sunshine-conversations-api-spec */
const VERSION = '17.12.1';

/**
 * What real accounts send though the description lacks it: captured payloads, and Meta's error, of which the description
 * knows a code and a text only.
 */
const CAPTURED = [
  /\/payload\/error\/\w+: not described$/,
  /\/brandId: not described$/,
  /\/author\/displayName: not described$/,
];

describe.skipIf(file === undefined)('the sandbox, by SUNSHINE_OPENAPI, the official description', () => {
  let description: Description;
  let rig: Rig;

  beforeAll(async () => {
    description = readDescription(file ?? '');
    rig = await startRig({ pageSize: 2 });
  });
  afterAll(() => rig?.stop());

  const app = '/v2/apps/:app';
  /** Calls, and holds the answer to the description. */
  async function call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await rig.call<T>(method, app + path, body);
    const [plain = ''] = path.split('?');
    const wrong = description.answer(method, `/v2/apps/{appId}${plain}`, answer.status, answer.json);
    expect(wrong, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`).toEqual([]);
    return answer.json;
  }

  /** What the webhooks say since the last time, held to the description. */
  async function told(): Promise<string[]> {
    await rig.sandbox.settled();
    const bodies = rig.heard.splice(0).map(({ body }) => body as { events?: { type: string }[] });
    const batches = bodies.flatMap(({ events, ...body }) => (events ? [{ ...body, events }] : []));
    for (const body of batches) {
      const wrong = description.webhook(body).filter((it) => !CAPTURED.some((pattern) => pattern.test(it)));
      expect(wrong, JSON.stringify(body)).toEqual([]);
    }
    return batches.flatMap(({ events }) => events.map(({ type }) => type));
  }

  it(`is version ${VERSION}`, () => expect(description.version).toBe(VERSION));

  it('tells what is wrong, and what is not described', () => {
    const answer = (body: object) => description.answer('GET', '/v2/apps/a/conversations/b/messages', 200, body);
    expect(answer({ messages: [{ author: { type: 'robot' } }] })).toContainEqual(
      expect.stringMatching('allowed values'),
    );
    expect(answer({ messages: [{ author: {} }] })).toContainEqual(expect.stringMatching('required'));
    expect(answer({ messages: [{ content: { type: 'text', words: '' } }] })).toEqual([
      '/messages/0/content/words: not described',
    ]);
  });

  it('has described messages in conversations, from everybody who writes', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    rig.sandbox.agentReplies(ticketId, 'dígame');
    for (const kind of ['trigger', 'bot', 'ai', 'activity'] as const) rig.sandbox.repliesByItself(ticketId, kind);
    rig.sandbox.customerTaps(rig.maria, { payload: 'p', text: 'Sí', as: 'message' });
    rig.sandbox.customerTaps(rig.maria, { payload: 'p', text: 'Sí', as: 'postback' });
    const { conversationId } = rig.sandbox.ticket(ticketId);
    const path = `/conversations/${conversationId}`;
    const post = { author: { type: 'business' }, metadata: { ventana: 'x' } };
    await call('POST', `${path}/messages`, { ...post, content: { type: 'text', text: 'hola' } });
    const content = { type: 'template', template: { name: 'x', language: { code: 'es' } } };
    await call('POST', `${path}/messages`, { ...post, schema: 'whatsapp', content });
    rig.sandbox.sessionEndsByMessage(ticketId);

    const types = new Set<unknown>();
    for (let before: string | undefined = ''; before !== undefined;) {
      type Page = { messages: { author: { type: string } }[]; meta: { hasMore: boolean; beforeCursor?: string } };
      const query: string = before && `?page[before]=${before}`;
      const { messages, meta }: Page = await call<Page>('GET', `${path}/messages${query}`);
      for (const { author } of messages) types.add(author.type);
      before = meta.hasMore ? meta.beforeCursor : undefined;
    }
    expect(types).toEqual(new Set(['user', 'business']));
    expect(new Set(await told())).toEqual(
      new Set([
        'conversation:message',
        'conversation:message:delivery:channel',
        'conversation:message:delivery:user',
        'conversation:message:delivery:failure',
        'conversation:postback',
      ]),
    );
    await call('PATCH', path, { metadata: { ventana: 'x' } });
    await call('GET', path);
    await call('GET', '/conversations/unknown');
    await call('POST', `${path}/messages`, { ...post, content: { type: 'text', text: '' } });
  });

  it('has described users, clients and events of identity', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const { conversationId } = rig.sandbox.ticket(ticketId);
    type Page = { messages: { author: { userId?: string } }[] };
    const { messages } = await call<Page>('GET', `/conversations/${conversationId}/messages`);
    const userId = messages.flatMap(({ author }) => author.userId ?? [])[0] ?? '';
    rig.sandbox.writesElsewhere(rig.maria, 'hola', { channel: 'web' });
    rig.sandbox.agentReplies(ticketId, 'dígame');
    await call('GET', `/conversations?filter[userId]=${userId}`);
    await call('GET', `/users/${userId}/clients`);
    await call('GET', '/users/unknown/clients');
    const other = rig.sandbox.addCustomer({ name: 'María R.', phone: '+34600111333' });
    rig.sandbox.customerWrites(other, 'soy yo');
    rig.sandbox.mergeCustomers(rig.maria, other);
    rig.sandbox.customerBlocks(rig.maria);
    expect(await told()).toEqual(expect.arrayContaining(['user:merge', 'client:update']));
  });

  it('has described failures of every shape', async () => {
    const ana = rig.sandbox.addCustomer({ name: 'Ana', phone: '+34600111444' });
    const { ticketId } = rig.sandbox.customerWrites(ana, 'hola');
    const shapes = ['object', 'text', 'list', 'graph', 'sentence', 'json', 'details', 'words', 'nothing'] as const;
    for (const shape of shapes) {
      rig.sandbox.refuseDeliveries({ code: 131049, customer: ana, shape, times: 1 });
      rig.sandbox.agentReplies(ticketId, 'dígame');
    }
    expect((await told()).filter((type) => type.endsWith('failure'))).toHaveLength(shapes.length);
  });

  it('has a described app, integrations and webhooks', async () => {
    type Made = { integration: { id: string; webhooks: { id: string }[] } };
    const hook = { target: 'https://ventana.example/webhooks', triggers: ['conversation:message'] };
    await call('GET', '');
    await call('GET', '/integrations');
    await call('GET', `/integrations/${rig.sandbox.integrationId}`);
    await call('GET', '/integrations/unknown');
    const custom = { type: 'custom', displayName: 'Ventana', webhooks: [hook] };
    const { integration } = await call<Made>('POST', '/integrations', custom);
    await call('POST', '/integrations', { ...custom, webhooks: [] });
    const webhooks = `/integrations/${integration.id}/webhooks`;
    const { webhook } = await call<{ webhook: { id: string } }>('POST', webhooks, { ...hook, includeFullUser: true });
    await call('GET', webhooks);
    await call('GET', `${webhooks}/${webhook.id}`);
    await call('PATCH', `${webhooks}/${webhook.id}`, { target: 'https://other.example/' });
    await call('DELETE', `${webhooks}/${webhook.id}`);
    await call('GET', `${webhooks}/${webhook.id}`);
    await call('DELETE', `/integrations/${integration.id}`);
  });
});

it.skipIf(file !== undefined)('needs SUNSHINE_OPENAPI to hold the sandbox to the official description', (context) =>
  context.skip('CONTRIBUTING.md says where the file is'),
);
