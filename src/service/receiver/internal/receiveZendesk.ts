import { answer } from './answer';
import { deliver } from './deliver';
import { parseJson } from '../../../vendors/http/parseJson';
import { headerOf, type Receiver, type ReceiverOptions, type WebhookRequest } from './receiverOptions';
import { isFresh, signedIdentity, verifyZendesk } from '../../../vendors/zendesk/verifySignature';
import { parseZendesk } from '../../../vendors/zendesk/webhook';

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
    const parsed = parseZendesk(json.value, signedIdentity(signedParts(request)));
    if (parsed.kind === 'event') {
      return answer('zendesk', await deliver('zendesk', parsed.ticketId, parsed.event, options));
    }
    metrics.skipped.inc({ vendor: 'zendesk', outcome: parsed.kind });
    sampled.write('info', `zendesk:${parsed.kind}`, { vendor: 'zendesk', ...parsed }, 'webhook skipped');
    return answer('zendesk', parsed.kind, parsed.kind === 'invalid' ? parsed : {});
  };
}

const signedParts = ({ rawBody, headers }: WebhookRequest) => ({
  rawBody,
  signature: headerOf(headers, 'x-zendesk-webhook-signature'),
  timestamp: headerOf(headers, 'x-zendesk-webhook-signature-timestamp'),
});

function isSigned(request: WebhookRequest, { secrets, now, sampled }: ReceiverOptions): boolean {
  const { signature, timestamp, ...parts } = signedParts(request);
  const signed = verifyZendesk({ ...parts, signature, timestamp, secrets: secrets.zendesk, now: now() });
  if (!signed) {
    const fresh = timestamp !== undefined && isFresh(timestamp, now());
    const details = { vendor: 'zendesk', hasSignature: signature !== undefined, fresh };
    sampled.write('warn', 'zendesk:refused', details, 'webhook refused');
  }
  return signed;
}
