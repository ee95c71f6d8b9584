/** What a running service tells of itself to `doctor` on the same machine. No secret is in it. */
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/config';

/** One file for each process: where it answers, and with which token. Only its own user may read it. */
export const runningFolder = (dataFolder: string): string => join(dataFolder, 'running');

export const placeSchema = z.object({ url: z.string(), token: z.string(), pid: z.number() });
export type Place = z.infer<typeof placeSchema>;

const heardSchema = z.object({
  /**
   * When the last webhook was accepted, and when the last one was rejected because of its signature or key. Epoch ms.
   */
  takenAt: z.number().optional(),
  rejectedAt: z.number().optional(),
});
export type Heard = z.infer<typeof heardSchema>;

export const reportSchema = z.object({
  version: z.string(),
  pid: z.number(),
  /** Epoch ms. */
  startedAt: z.number(),
  /** Where it receives webhooks; absent: it is a worker. */
  receiver: z.string().optional(),
  worker: z.boolean(),
  /** `ok`, or what is wrong. */
  temporal: z.string(),
  accounts: z.array(
    z.object({
      account: z.string(),
      /** By the variable's name: a fingerprint of each value. */
      secrets: z.record(z.string(), z.array(z.string())),
      zendesk: heardSchema,
      sunshine: heardSchema,
      /** The sidebar app; absent: of a version that has none. */
      app: heardSchema.optional(),
    }),
  ),
});
export type ServiceReport = z.infer<typeof reportSchema>;
export type AccountReport = ServiceReport['accounts'][number];

/** What a configuration keeps secret, by the variables that hold it. */
export function secretsOf({ zendesk, sunshine }: Pick<Config, 'zendesk' | 'sunshine'>): Record<string, string[]> {
  const { auth } = zendesk;
  return {
    ZENDESK_WEBHOOK_SECRET: zendesk.webhookSecrets,
    SUNSHINE_WEBHOOK_SECRET: sunshine.webhookSecrets,
    ...(zendesk.appSecrets.length > 0 && { ZENDESK_APP_SECRET: zendesk.appSecrets }),
    ...(auth.type === 'client' && { ZENDESK_OAUTH_CLIENT_SECRET: [auth.clientSecret] }),
    ...(auth.type === 'token' && { ZENDESK_API_TOKEN: [auth.token] }),
    ...(auth.type === 'oauth' && { ZENDESK_OAUTH_TOKEN: [auth.token] }),
    SUNSHINE_KEY_SECRET: [sunshine.keySecret],
  };
}

/** @param token the process's own, so that nobody without it can try out guesses */
export const fingerprintsOf = (secrets: Record<string, string[]>, token: string): AccountReport['secrets'] =>
  Object.fromEntries(
    Object.entries(secrets).map(([name, values]) => [name, values.map((it) => fingerprint(it, token))]),
  );

const fingerprint = (secret: string, token: string): string =>
  createHmac('sha256', token).update(secret).digest('hex').slice(0, 16);
