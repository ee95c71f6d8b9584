import { randomUUID } from 'node:crypto';
import { answer } from './answer';
import { deliver } from './deliver';
import { parseJson } from '../../../vendors/http/parseJson';
import { identitySchema } from '../../../vendors/http/parsed';
import { headerOf, type Receiver, type ReceiverOptions, type WebhookRequest } from './receiverOptions';
import { isFresh, verifyZendesk } from '../../../vendors/zendesk/verifySignature';
import { parseZendesk } from '../../../vendors/zendesk/webhook';

/**
 * A request without this header cannot be identified. Two equal bodies may be two events, so each gets an id of its
 * own.
 */
const invocationIdSchema = identitySchema.catch(() => randomUUID());

/**
 * Receives Zendesk's webhooks. Checks the signature, the JSON, the event and the ticket, in this order, so an unsigned
 * caller learns nothing about the body.
 */
export function receiveZendesk(options: ReceiverOptions): Receiver {
  const { sampled, metrics } = options;
  return async (request) => {
    if (!isSigned(request, options)) return answer('zendesk', 'unauthorized');
    const json = parseJson(request.rawBody);
    if (!json) return answer('zendesk', 'unreadable');
    const invocationId = invocationIdSchema.parse(request.headers['x-zendesk-webhook-invocation-id']);
    const parsed = parseZendesk(json.value, invocationId);
    if (parsed.kind === 'event') {
      return answer('zendesk', await deliver('zendesk', parsed.ticketId, parsed.event, options));
    }
    metrics.skipped.inc({ vendor: 'zendesk', outcome: parsed.kind });
    sampled.write('info', `zendesk:${parsed.kind}`, { vendor: 'zendesk', ...parsed }, 'webhook skipped');
    return answer('zendesk', parsed.kind, parsed.kind === 'invalid' ? parsed : {});
  };
}

function isSigned({ rawBody, headers }: WebhookRequest, { secrets, now, sampled }: ReceiverOptions): boolean {
  const signature = headerOf(headers, 'x-zendesk-webhook-signature');
  const timestamp = headerOf(headers, 'x-zendesk-webhook-signature-timestamp');
  const signed = verifyZendesk({ rawBody, signature, timestamp, secrets: secrets.zendesk, now: now() });
  if (!signed) {
    const fresh = timestamp !== undefined && isFresh(timestamp, now());
    const details = { vendor: 'zendesk', hasSignature: signature !== undefined, fresh };
    sampled.write('warn', 'zendesk:refused', details, 'webhook refused');
  }
  return signed;
}
