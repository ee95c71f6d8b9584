import { z } from 'zod';
import type { VendorError } from '../../../../activities/vendorError';

const descriptions = z.array(z.object({ description: z.string() }));

/** The error bodies of Zendesk, of its webhook API, and of Sunshine v2 and v1.1. */
const bodySchema = z.object({
  details: z.record(z.string(), descriptions).optional().catch(undefined),
  errors: z
    .array(z.object({ title: z.string().optional(), detail: z.string().optional() }))
    .optional()
    .catch(undefined),
  error: z
    .object({ title: z.string().optional(), message: z.string().optional(), description: z.string().optional() })
    .optional()
    .catch(undefined),
});

/** A vendor's error for an administrator: the request, the status, and the reason if the vendor gives one. */
export function vendorWords(error: VendorError): string {
  const why = reasonsIn(error.body).join('; ');
  return `${error.message}${why && ` (${why})`}${hint(error)}`;
}

function reasonsIn(body: unknown): string[] {
  const { details, errors, error } = bodySchema.safeParse(body).data ?? {};
  return [
    ...Object.entries(details ?? {}).flatMap(([field, list]) => list.map((it) => `${field}: ${it.description}`)),
    ...(errors ?? []).map(({ title, detail }) => detail ?? title ?? ''),
    ...(error ? [error.message ?? error.description ?? error.title ?? ''] : []),
  ].filter(Boolean);
}

function hint({ status, vendor }: VendorError): string {
  if (status !== 401 && status !== 403) return '';
  return vendor === 'zendesk'
    ? "\nSetup needs an administrator's credentials with the scopes read and write: check ZENDESK_OAUTH_CLIENT_ID, ZENDESK_OAUTH_CLIENT_SECRET and ZENDESK_OAUTH_SCOPE (or ZENDESK_EMAIL and ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN). `npx ventana doctor` says what is wrong with them."
    : '\nSetup needs a Conversations API key for the whole app: check SUNSHINE_APP_ID, SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET.';
}
