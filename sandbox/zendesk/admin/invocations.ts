import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { record, text } from '../../http/reply';
import { postForAnswer } from '../../webhooks/post';
import { zendeskHeaders } from '../../webhooks/zendeskSubscriber';
import { ulid } from '../../world/ids';
import type { Invocation } from '../../world/settings';
import { isoSeconds } from '../../world/time';
import type { World } from '../../world/world';
import { cursorPage } from '../pages';
import { webhookError } from './webhookBodies';
import { webhookOf } from './webhooks';

const base = '/api/v2/webhooks';

/**
 * Signs test calls of webhooks that do not exist yet (https://developer.zendesk.com/documentation/webhooks/verifying/).
 */
const testSecret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

const testSchema = z.looseObject({ endpoint: z.url().optional(), payload: z.string().optional() });

/** A webhook's invocations, and test calls. */
export function invocationRoutes(server: FastifyInstance, world: World): void {
  server.get(`${base}/:id/invocations`, (request) => {
    const webhook = webhookOf(world, request.params);
    const status = record(request.query)['filter[status]'];
    const listed = [...webhook.invocations].reverse().filter((it) => status === undefined || it.status === status);
    return cursorPage(
      request,
      'invocations',
      listed.map((it) => invocationJson(webhook.id, it)),
    );
  });

  server.get(`${base}/:id/invocations/:invocation/attempts`, ({ params }) => {
    const { invocations } = webhookOf(world, params);
    const invocation = invocations.find(({ id }) => id === record(params).invocation);
    if (!invocation) throw webhookError(404, 'InvocationNotFound', 'Invocation not found');
    return { attempts: invocation.attempts.map((it) => attemptJson(invocation.id, it)) };
  });

  server.post(`${base}/test`, async ({ query, body }) => {
    const id = text(record(query).webhook_id);
    const webhook = id === undefined ? undefined : webhookOf(world, { id });
    const given = testSchema.safeParse(record(body).request ?? {}).data ?? {};
    const endpoint = given.endpoint ?? webhook?.endpoint;
    if (!endpoint) throw webhookError(400, 'InvalidWebhook', 'endpoint: is missing');
    const { payload = '' } = given;
    const signing = webhook ?? { id: '', secret: testSecret, customHeaders: {} };
    const signal = AbortSignal.timeout(10_000);
    const headers = zendeskHeaders(signing, ulid(), payload, world.now());
    const answer = await postForAnswer(endpoint, headers, payload, signal);
    return { response: { status: answer?.status ?? 0, headers: [], payload: answer?.body ?? '' } };
  });
}

const invocationJson = (webhookId: string, { id, status, createdAt, attempts }: Invocation): object => ({
  id,
  webhook_id: webhookId,
  status,
  created_at: isoSeconds(createdAt),
  latest_completed_at: isoSeconds(attempts.at(-1)?.completedAt ?? createdAt),
});

const attemptJson = (
  invocationId: string,
  { id, status, statusCode, completedAt }: Invocation['attempts'][number],
): object => ({
  id,
  invocation_id: invocationId,
  status,
  status_code: statusCode,
  completed_at: isoSeconds(completedAt),
});
