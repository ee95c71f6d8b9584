import { isIP } from 'node:net';
/** The variables that Ventana reads, defined once. `.env.example` explains them and `loadConfig` checks them. */
import { z } from 'zod';
import { parseEncryptionKeys } from './encryptionKeys';
import { parseHeaders } from './headers';
import { PUBLIC_URL_HINT, publicUrl } from '../publicUrl';

/** Whether the value of a variable is a secret. */
export const isSecret = (variable: z.ZodType): boolean => variable.meta()?.['secret'] === true;

const required = () => z.string({ error: 'is not set' });
/** A key that goes into a header or a URL. */
const credential = () => required().regex(/^[\x21-\x7e]+$/, { error: 'contains a space or an invalid character' });
/** One credential, or several separated by commas. */
const credentials = () =>
  required().refine((value) => value.split(',').every((part) => /^[\x21-\x7e]*$/.test(part.trim())), {
    error: 'contains a space or an invalid character',
  });

const url = () =>
  z.string().refine(
    (value) => {
      const parsed = URL.canParse(value) ? new URL(value) : undefined;
      return parsed && /^https?:$/.test(parsed.protocol) && !parsed.search && !parsed.hash && !parsed.username;
    },
    { error: 'is not a base URL' },
  );

/** One origin such as `http://localhost:8233`, or several separated by commas. */
const origins = () =>
  z.string().refine((value) => value.split(',').every((part) => isOrigin(part.trim())), {
    error: 'is not a URL without a path',
  });

const isOrigin = (value: string): boolean =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value;

const isPostgres = (value: string): boolean =>
  URL.canParse(value) && /^postgres(?:ql)?:$/.test(new URL(value).protocol) && new URL(value).pathname.length > 1;

const isFolder = (value: string): boolean => URL.canParse(value) && /^file:\/\/\/[^?#]/.test(value);

const isAddressRange = (text: string): boolean => {
  const [address = '', bits = '0', ...more] = text.split('/');
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && more.length === 0;
};

const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) <= 65_535;

const port = () => z.string().refine(isPort, { error: 'is not a port' });

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export const environmentSchema = z.object({
  ZENDESK_SUBDOMAIN: required()
    .regex(/^[a-z0-9][a-z0-9-]*$/i, { error: 'is not a subdomain' })
    .meta({ hint: 'Set it to the first part of the address of your Zendesk: acme for https://acme.zendesk.com.' }),
  ZENDESK_OAUTH_CLIENT_ID: credential().optional().meta({
    hint: 'Create an OAuth client in Admin Center, Apps and integrations, APIs, OAuth clients (kind: confidential), while signed in as the admin user that Ventana acts as, and copy its identifier.',
  }),
  ZENDESK_OAUTH_CLIENT_SECRET: credential().optional().meta({
    secret: true,
    hint: 'Copy the secret of that OAuth client; Zendesk shows all of it only once, so regenerate it if it is lost.',
  }),
  ZENDESK_OAUTH_SCOPE: z
    .string()
    .regex(/^[\w:.-]+( [\w:.-]+)*$/, { error: 'is not a list of scopes' })
    .default('read write')
    .meta({ hint: 'Leave it out, or write scopes with spaces between them: Ventana needs read and write.' }),
  ZENDESK_OAUTH_TOKEN: credential()
    .optional()
    .meta({ secret: true, hint: 'Set it to an OAuth access token, without "Bearer".' }),
  ZENDESK_EMAIL: z
    .string()
    .regex(/^[^\s@/]+@[^\s@/]+$/, { error: 'is not an e-mail address' })
    .optional()
    .meta({ hint: 'Set it to the e-mail address of the admin whose API token you use, without /token.' }),
  ZENDESK_API_TOKEN: credential().optional().meta({
    secret: true,
    hint: 'Set it to an API token made before 27 October 2026; without one, use an OAuth client: ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET.',
  }),
  ZENDESK_BASE_URL: url().optional().meta({
    secret: true,
    hint: 'Leave it out, or set it to an address such as http://localhost:4000; /api/v2 is added to it.',
  }),
  ZENDESK_WEBHOOK_SECRET: credentials().meta({
    secret: true,
    hint: 'Run `npx ventana setup`, which stores it; or copy the signing secret from the page of the webhook in Admin Center. While rotating, write both, separated by a comma.',
  }),
  SUNSHINE_APP_ID: credential().meta({
    hint: 'Copy it from Admin Center, Apps and integrations, APIs, Conversations API.',
  }),
  SUNSHINE_KEY_ID: credential().meta({
    hint: 'Copy the key id (app_...) of a Conversations API key from Admin Center.',
  }),
  SUNSHINE_KEY_SECRET: credential().meta({
    secret: true,
    hint: 'Set it to the secret of that Conversations API key; Zendesk shows it only once, so create a new key if it is lost.',
  }),
  SUNSHINE_BASE_URL: url().optional().meta({
    secret: true,
    hint: 'Leave it out, or set it to the part before /v2/apps, such as https://acme.zendesk.com/sc.',
  }),
  ZENDESK_APP_SECRET: credentials()
    .refine((value) => value.split(',').every((part) => part.trim().length >= 32), {
      error: 'is shorter than 32 characters',
    })
    .optional()
    .meta({
      secret: true,
      hint: 'Run `npx ventana setup`, which makes one; while rotating, write the new one first, then a comma and the old one.',
    }),
  SUNSHINE_WEBHOOK_SECRET: credentials().meta({
    secret: true,
    hint: 'Run `npx ventana setup`, which stores it; or set it to the shared secrets of the v2 and the v1.1 Sunshine webhook, separated by a comma.',
  }),
  WHATSAPP_INTEGRATION_ID: credential().meta({
    hint: 'Set it to the id of the WhatsApp integration to send from (Conversations API, list integrations).',
  }),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/:]+(?::\d{1,5})?$|^\[[0-9a-f:]+\](?::\d{1,5})?$/i, {
      error: 'is not the address of a Temporal frontend',
    })
    .optional()
    .meta({ hint: 'Write host:port without http://, such as temporal:7233, or leave it out for the embedded server.' }),
  TEMPORAL_CLI_PATH: z.string().optional().meta({ hint: 'Set it to the path of the Temporal CLI.' }),
  VENTANA_ACCOUNTS: z
    .string()
    .optional()
    .meta({ hint: 'Set it to a folder with one file per account, or leave it out for a single account.' }),
  VENTANA_POLICY: z.string().default('ventana.yaml').meta({ hint: 'Set it to the path of the policy file.' }),
  VENTANA_DATA: z.string().default('.ventana').meta({ hint: 'Set it to a writable folder.' }),
  LEDGER_URL: z
    .string()
    .refine((value) => ['off', 'file'].includes(value) || isFolder(value) || isPostgres(value), {
      error: 'is neither a folder nor the address of a PostgreSQL database',
    })
    .optional()
    .meta({
      secret: true,
      hint: 'Write postgres://user:password@host:5432/database, file (in VENTANA_DATA), file:///a/folder, or off.',
    }),
  VENTANA_PUBLIC_URL: z
    .string()
    .refine((value) => publicUrl(value) !== undefined, { error: 'is not an address that Zendesk can reach' })
    .optional()
    .meta({ hint: PUBLIC_URL_HINT }),
  VENTANA_ENCRYPTION_KEYS: z
    .string()
    .superRefine((value, context) => {
      const keys = parseEncryptionKeys(value);
      if (typeof keys === 'string') context.addIssue(keys);
    })
    .optional()
    .meta({
      secret: true,
      hint: 'Write id:key, the key made by `openssl rand -base64 32`; while rotating, write the new one first, then a comma and the old one.',
    }),
  VENTANA_CODEC_TOKEN: credential().min(32, { error: 'is shorter than 32 characters' }).optional().meta({
    secret: true,
    hint: 'Create one with `openssl rand -hex 32`, or leave it out: then payloads are not decrypted for anyone.',
  }),
  VENTANA_CODEC_ORIGIN: origins()
    .default('http://localhost:8233,http://127.0.0.1:8233')
    .meta({ hint: "Set it to the address of Temporal's UI without a path, such as https://temporal.acme.com." }),
  HOST: z
    .string()
    .regex(/^\S+$/, { error: 'is not an address' })
    .default('0.0.0.0')
    .meta({ hint: 'Write an address of this machine, such as 127.0.0.1.' }),
  PORT: port().default('8080').meta({ hint: 'Write a number from 0 to 65535; 0 picks a free port.' }),
  TRUSTED_PROXY: z
    .string()
    .refine((value) => value.split(',').every((part) => isAddressRange(part.trim())), {
      error: 'is not a list of addresses',
    })
    .optional()
    .meta({ hint: 'Write the address of your proxy, or a range such as 10.0.0.0/8; several with commas.' }),
  METRICS_PORT: port().optional().meta({
    hint: 'Write a number from 0 to 65535, such as 9464, or leave it out: then health and metrics are on PORT only.',
  }),
  SDK_METRICS_PORT: port().optional().meta({
    hint: "Write a number from 1 to 65535, such as 9465, or leave it out: then Temporal's SDK exports no metrics.",
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: url()
    .optional()
    .meta({ hint: 'Set it to the base URL of an OpenTelemetry collector, such as http://collector:4318.' }),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .refine((value) => parseHeaders(value) !== undefined, { error: 'is not a list of name=value' })
    .optional()
    .meta({ secret: true, hint: 'Write name=value, several separated by commas, as the collector expects them.' }),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: 'is not a log level' })
    .default('info')
    .meta({ hint: `Write one of ${LOG_LEVELS.join(', ')}.` }),
});
