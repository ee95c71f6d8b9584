import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { ConfigError, type Problem } from '../problems/configError';
import { checkEnvironment, readEnvironment, withoutEmpty, type Environment } from './environment';
import { environmentSchema, type LOG_LEVELS } from './internal/environmentSchema';
import { type EncryptionKey, parseEncryptionKeys } from './internal/encryptionKeys';
import { parseHeaders } from './internal/headers';
import type { LedgerPlace } from '../ledger/place';
import { rateProblems } from '../budget/rateProblems';
import { parsePolicy } from '../policy/policy';
import type { PolicyConfig } from '../policy/policyConfig';
import { publicUrl } from './publicUrl';
import { readSecretFiles, variableOf } from './internal/secretFiles';
import { storedSecretNames, type StoredSecretName, withStoredSecrets } from './storedSecrets';

export type { EncryptionKey } from './internal/encryptionKeys';
export type { Limits, Rates } from '../policy/policyConfig';

/**
 * How Ventana signs in to Zendesk: with an OAuth client, which is asked for access tokens; with an API token; or with
 * an OAuth access token made elsewhere.
 */
export type ZendeskAuth =
  | { type: 'client'; clientId: string; clientSecret: string; scope: string }
  | { type: 'token'; email: string; token: string }
  | { type: 'oauth'; token: string };

/** Everything that is configured: the environment and the policy file, read once and checked. */
export interface Config extends PolicyConfig {
  /** The Zendesk subdomain. It identifies the account in workflow ids. */
  account: string;
  zendesk: {
    /** Without a trailing slash and without `/api/v2`. */
    origin: string;
    /** The address of a ticket in the agents' interface, without the ticket id at the end. */
    agentUrl: string;
    auth: ZendeskAuth;
    /** A webhook may be signed with any of them. */
    webhookSecrets: string[];
    /** The app's token may be signed with any of them. Empty: the app may not read. */
    appSecrets: string[];
  };
  sunshine: {
    /** The part before `/v2/apps/...` and `/v1.1/apps/...`, without a trailing slash. */
    baseUrl: string;
    appId: string;
    keyId: string;
    keySecret: string;
    webhookSecrets: string[];
    /** The WhatsApp number to send from when the conversation does not specify one. */
    integrationId: string;
  };
  /**
   * The path of this account's webhooks, without the vendor's name at the end: `/webhooks`, or `/webhooks/acme` when
   * there are several accounts.
   */
  webhooksPath: string;
  http: {
    /**
     * All interfaces by default: the vendors call the receiver from outside, and a container's loopback cannot be
     * reached from outside.
     */
    host: string;
    /** 0 picks any free port. */
    port: number;
    /** Addresses, with commas, of the proxy whose `X-Forwarded-For` says where a request comes from. */
    trustedProxy?: string;
  };
  monitor: {
    /** An extra port for health and metrics, besides the receiver's. Absent: no extra port. */
    port?: number;
    /** The port for the metrics of Temporal's SDK. Absent: the SDK collects none. */
    sdkPort?: number;
  };
  /** Where traces are sent. Absent: no tracing. */
  tracing?: { endpoint: string; headers: Record<string, string> };
  temporal: {
    /** Absent: use the embedded server. */
    address?: string;
    /** The `TEMPORAL_*` variables that are set, for `@temporalio/envconfig`. */
    environment: Record<string, string>;
    /** The Temporal CLI to use for the embedded server. */
    cliPath?: string;
  };
  /**
   * Payloads in Temporal are encrypted with the first key and decrypted with any of them. Empty: they are not
   * encrypted.
   */
  encryptionKeys: EncryptionKey[];
  /** Who may have payloads decrypted, for Temporal's UI and command line. Absent: nobody. */
  codec?: { token: string; origins: string[] };
  /** The folder for the embedded server's database and for what `ventana setup` stores. */
  dataFolder: string;
  /** Where the ledger is kept. Absent: there is none. */
  ledger?: LedgerPlace;
  /** Path of the policy file that was read. */
  policyFile: string;
  /** The address at which Zendesk and Sunshine reach the receiver, without a trailing slash. Absent: not configured. */
  publicUrl?: string;
  logLevel: LogLevel;
}

export type LogLevel = (typeof LOG_LEVELS)[number];

type ReadFile = (path: string) => string;

/**
 * Reads and checks the whole configuration. Nothing else in the project reads the environment.
 * @param environment default: the process's environment and the file `.env`
 * @param readFile reads the policy file and the files of secrets; throws as `readFileSync` does
 * @throws {ConfigError} with every problem of the environment and of the policy file
 */
export function loadConfig(environment: Environment = readEnvironment(), readFile: ReadFile = readText): Config {
  const { set, unread } = readSet(environment, readFile);
  return assemble(
    withStoredSecrets(set, set['VENTANA_DATA'] ?? DEFAULT_DATA, readFile),
    unread,
    environmentSchema,
    readFile,
  );
}

/** The configuration before the webhooks exist: their secrets may still be unknown. */
export interface SetupConfig extends Config {
  /** Secrets that are set in the environment. They take precedence over those that setup stores. */
  secretsGiven: StoredSecretName[];
}

/** Like `loadConfig`, for setup, which creates the webhooks. @throws {ConfigError} */
export function loadSetupConfig(
  environment: Environment = readEnvironment(),
  readFile: ReadFile = readText,
): SetupConfig {
  const { set, unread } = readSet(environment, readFile);
  const config = assemble(set, unread, setupSchema, readFile);
  return { ...config, secretsGiven: storedSecretNames.filter((name) => set[name] !== undefined) };
}

const setupSchema = environmentSchema.partial({ ZENDESK_WEBHOOK_SECRET: true, SUNSHINE_WEBHOOK_SECRET: true });

const DEFAULT_DATA = environmentSchema.shape.VENTANA_DATA.parse(undefined);

const readText: ReadFile = (path) => readFileSync(path, 'utf8');

function readSet(environment: Environment, readFile: ReadFile): { set: Record<string, string>; unread: Problem[] } {
  const { set, problems } = readSecretFiles(withoutEmpty(environment), readFile);
  return { set, unread: problems };
}

function assemble(
  set: Record<string, string>,
  unread: Problem[],
  schema: z.ZodType<Values>,
  readFile: ReadFile,
): Config {
  // A secret whose file could not be read is not reported as missing too.
  const known = unread.map(variableOf);
  const values = checkEnvironment({ ...Object.fromEntries(known.map((name) => [name, 'unread'])), ...set }, schema);
  const policy = readPolicy(policyFileIn(set), readFile);
  if ('problems' in values || 'problems' in policy || unread.length > 0) {
    const others = problemsOf(values).filter(({ where }) => !known.includes(where));
    throw new ConfigError([...unread, ...others, ...problemsOf(policy)]);
  }
  return { ...fromEnvironment(values, set), ...policy };
}

/** Path of the policy file that the service uses. */
export const policyFile = (environment: Environment = readEnvironment()): string =>
  policyFileIn(withoutEmpty(environment));

const policyFileIn = (set: Record<string, string>): string => set['VENTANA_POLICY'] ?? 'ventana.yaml';

function readPolicy(path: string, readFile: (path: string) => string): PolicyConfig | { problems: Problem[] } {
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    return { problems: [unreadable(path, error)] };
  }
  const policy = parsePolicy(text, path);
  const problems = 'problems' in policy ? [] : rateProblems(policy, text, path);
  return problems.length > 0 ? { problems } : policy;
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code !== 'ENOENT') {
    const hint = 'Make the file readable for this user.';
    return { where: path, message: `the policy file cannot be read (${code})`, hint };
  }
  const hint = 'Copy ventana.example.yaml to ventana.yaml, or set VENTANA_POLICY to its path.';
  return { where: path, message: 'there is no policy file here', hint };
}

const problemsOf = (result: object | { problems: Problem[] }): Problem[] =>
  'problems' in result ? result.problems : [];

/** The variables that every command needs. */
type Values = z.output<typeof setupSchema>;

function fromEnvironment(values: Values, set: Record<string, string>): Omit<Config, keyof PolicyConfig> {
  const zendesk = `https://${values.ZENDESK_SUBDOMAIN.toLowerCase()}.zendesk.com`;
  return {
    account: values.ZENDESK_SUBDOMAIN.toLowerCase(),
    zendesk: {
      origin: baseUrl(values.ZENDESK_BASE_URL ?? zendesk, '/api/v2'),
      agentUrl: `${zendesk}/agent/tickets/`,
      auth: signIn(values),
      webhookSecrets: list(values.ZENDESK_WEBHOOK_SECRET ?? ''),
      appSecrets: list(values.ZENDESK_APP_SECRET ?? ''),
    },
    sunshine: {
      baseUrl: baseUrl(values.SUNSHINE_BASE_URL ?? `${zendesk}/sc`, '/v2'),
      appId: values.SUNSHINE_APP_ID,
      keyId: values.SUNSHINE_KEY_ID,
      keySecret: values.SUNSHINE_KEY_SECRET,
      webhookSecrets: list(values.SUNSHINE_WEBHOOK_SECRET ?? ''),
      integrationId: values.WHATSAPP_INTEGRATION_ID,
    },
    webhooksPath: values.VENTANA_ACCOUNTS ? `/webhooks/${values.ZENDESK_SUBDOMAIN.toLowerCase()}` : '/webhooks',
    http: {
      host: values.HOST,
      port: Number(values.PORT),
      ...(values.TRUSTED_PROXY !== undefined && { trustedProxy: values.TRUSTED_PROXY }),
    },
    monitor: {
      ...(values.METRICS_PORT !== undefined && { port: Number(values.METRICS_PORT) }),
      ...(values.SDK_METRICS_PORT !== undefined && { sdkPort: Number(values.SDK_METRICS_PORT) }),
    },
    ...(values.OTEL_EXPORTER_OTLP_ENDPOINT && {
      tracing: {
        endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
        headers: parseHeaders(values.OTEL_EXPORTER_OTLP_HEADERS ?? '') ?? {},
      },
    }),
    temporal: {
      ...(values.TEMPORAL_ADDRESS && { address: values.TEMPORAL_ADDRESS }),
      environment: Object.fromEntries(Object.entries(set).filter(([name]) => name.startsWith('TEMPORAL_'))),
      ...(values.TEMPORAL_CLI_PATH && { cliPath: values.TEMPORAL_CLI_PATH }),
    },
    encryptionKeys: encryptionKeys(values),
    ...(values.VENTANA_CODEC_TOKEN && {
      codec: { token: values.VENTANA_CODEC_TOKEN, origins: list(values.VENTANA_CODEC_ORIGIN) },
    }),
    dataFolder: values.VENTANA_DATA,
    ...ledgerOf(values),
    policyFile: policyFileIn(set),
    ...publicUrlOf(values),
    logLevel: values.LOG_LEVEL,
  };
}

/** Beside a Temporal elsewhere, receivers and workers may be on several machines: a file would hold a part. */
function ledgerOf(values: Values): { ledger?: LedgerPlace } {
  const { LEDGER_URL: url = values.TEMPORAL_ADDRESS ? 'off' : 'file', VENTANA_DATA: data } = values;
  if (url === 'off') return {};
  if (url === 'file') return { ledger: { type: 'file', folder: ledgerFolder(data) } };
  if (url.startsWith('file:')) return { ledger: { type: 'file', folder: fileURLToPath(url) } };
  return { ledger: { type: 'postgres', url } };
}

/** The ledger's folder: its file, and rows that wait for a database that is away. */
export const ledgerFolder = (dataFolder: string): string => join(dataFolder, 'ledger');

/** `checkEnvironment` has checked that exactly one of them is complete. */
function signIn(values: Values): ZendeskAuth {
  const { ZENDESK_OAUTH_CLIENT_ID: clientId, ZENDESK_OAUTH_CLIENT_SECRET: clientSecret = '' } = values;
  const { ZENDESK_EMAIL: email = '', ZENDESK_API_TOKEN: token, ZENDESK_OAUTH_TOKEN: oauthToken = '' } = values;
  if (clientId) return { type: 'client', clientId, clientSecret, scope: values.ZENDESK_OAUTH_SCOPE };
  return token ? { type: 'token', email, token } : { type: 'oauth', token: oauthToken };
}

/** `checkEnvironment` has checked that the keys are valid. */
function encryptionKeys({ VENTANA_ENCRYPTION_KEYS: text }: Values): EncryptionKey[] {
  const keys = text === undefined ? [] : parseEncryptionKeys(text);
  return typeof keys === 'string' ? [] : keys;
}

function publicUrlOf({ VENTANA_PUBLIC_URL: text }: Values): { publicUrl?: string } {
  const url = text === undefined ? undefined : publicUrl(text);
  return url === undefined ? {} : { publicUrl: url };
}

/** Removes the trailing slash, and the part of the path that our requests add themselves. */
function baseUrl(text: string, ownPath: string): string {
  const bare = text.replace(/\/+$/, '');
  return (bare.endsWith(ownPath) ? bare.slice(0, -ownPath.length) : bare).replace(/\/+$/, '');
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
