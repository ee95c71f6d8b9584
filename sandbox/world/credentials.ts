import type { SandboxOptions } from '../options';
import { hexId } from './ids';

export interface Credentials {
  subdomain: string;
  email: string;
  clientId: string;
  clientSecret: string;
  apiToken: string;
  oauthToken: string;
  zendeskWebhookSecret: string;
  /** The setting `shared_secret` of the sidebar app. */
  appSecret: string;
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
  clientId: 'ventana',
  clientSecret: 'sandbox-client-secret',
  apiToken: 'sandbox-zendesk-token',
  oauthToken: 'sandbox-oauth-token',
  zendeskWebhookSecret: 'sandbox-zendesk-webhook-secret',
  appSecret: 'sandbox-app-secret-of-at-least-32-bytes',
  appId: hexId(),
  keyId: 'app_sandbox',
  keySecret: 'sandbox-sunshine-secret',
  v2WebhookSecret: 'sandbox-sunshine-v2-webhook-secret',
  v11WebhookSecret: 'sandbox-sunshine-v11-webhook-secret',
  integrationId: hexId(),
});

const waysToSignIn = (it: Credentials) => ({
  client: { ZENDESK_OAUTH_CLIENT_ID: it.clientId, ZENDESK_OAUTH_CLIENT_SECRET: it.clientSecret },
  apiToken: { ZENDESK_EMAIL: it.email, ZENDESK_API_TOKEN: it.apiToken },
  oauthToken: { ZENDESK_OAUTH_TOKEN: it.oauthToken },
});

/**
 * The environment variables for an integration with this sandbox. Webhook secrets are included only if the account
 * starts with webhooks.
 */
export const environment = (
  url: string,
  it: Credentials,
  { seed, signIn = 'client' }: Pick<SandboxOptions, 'seed' | 'signIn'>,
): Record<string, string> => ({
  ZENDESK_SUBDOMAIN: it.subdomain,
  ...waysToSignIn(it)[signIn],
  ZENDESK_BASE_URL: url,
  ...(seed !== 'none' && { ZENDESK_WEBHOOK_SECRET: it.zendeskWebhookSecret, ZENDESK_APP_SECRET: it.appSecret }),
  SUNSHINE_APP_ID: it.appId,
  SUNSHINE_KEY_ID: it.keyId,
  SUNSHINE_KEY_SECRET: it.keySecret,
  SUNSHINE_BASE_URL: `${url}/sc`,
  ...(seed !== 'none' && { SUNSHINE_WEBHOOK_SECRET: `${it.v2WebhookSecret},${it.v11WebhookSecret}` }),
  WHATSAPP_INTEGRATION_ID: it.integrationId,
});
