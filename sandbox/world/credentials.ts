import { hexId } from './ids';

export interface Credentials {
  subdomain: string;
  email: string;
  apiToken: string;
  zendeskWebhookSecret: string;
  appId: string;
  keyId: string;
  keySecret: string;
  v2WebhookSecret: string;
  v11WebhookSecret: string;
  integrationId: string;
}

/** The simulated account's credentials: constant secrets, random ids. */
export const makeCredentials = (): Credentials => ({
  subdomain: 'acme',
  email: 'ventana@acme.example',
  apiToken: 'sandbox-zendesk-token',
  zendeskWebhookSecret: 'sandbox-zendesk-webhook-secret',
  appId: hexId(),
  keyId: 'app_sandbox',
  keySecret: 'sandbox-sunshine-secret',
  v2WebhookSecret: 'sandbox-sunshine-v2-webhook-secret',
  v11WebhookSecret: 'sandbox-sunshine-v11-webhook-secret',
  integrationId: hexId(),
});

/**
 * The environment variables for an integration with this sandbox. Webhook secrets are included only if the account
 * starts with webhooks.
 */
export const environment = (url: string, it: Credentials, webhooks: boolean): Record<string, string> => ({
  ZENDESK_SUBDOMAIN: it.subdomain,
  ZENDESK_EMAIL: it.email,
  ZENDESK_API_TOKEN: it.apiToken,
  ZENDESK_BASE_URL: url,
  ...(webhooks && { ZENDESK_WEBHOOK_SECRET: it.zendeskWebhookSecret }),
  SUNSHINE_APP_ID: it.appId,
  SUNSHINE_KEY_ID: it.keyId,
  SUNSHINE_KEY_SECRET: it.keySecret,
  SUNSHINE_BASE_URL: `${url}/sc`,
  ...(webhooks && { SUNSHINE_WEBHOOK_SECRET: `${it.v2WebhookSecret},${it.v11WebhookSecret}` }),
  WHATSAPP_INTEGRATION_ID: it.integrationId,
});
