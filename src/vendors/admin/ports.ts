import type { Found, Kind, Properties } from './resources';

/**
 * All things of one kind in an account. Every method throws `VendorError` unless the request succeeded, and never
 * retries.
 */
export interface Place {
  list(): Promise<Found[]>;
  create(properties: Properties): Promise<{ id: string }>;
  /** @param properties all of them, as they should be afterwards */
  change(id: string, properties: Properties): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Kinds that send us requests, and whose secret identifies them to us. */
export interface CallingPlace extends Place {
  secret(id: string): Promise<string>;
}

export type CallingKind = 'webhook' | 'integration' | 'notificationWebhook';

export type Places = Record<Exclude<Kind, CallingKind>, Place> & Record<CallingKind, CallingPlace>;

export interface AccountAdmin {
  places: Places;
  /** The Zendesk user id that our credentials belong to. */
  me(): Promise<string>;
}

/** The environment variables whose values setup stores for the service. */
export type SecretName = 'ZENDESK_WEBHOOK_SECRET' | 'SUNSHINE_WEBHOOK_SECRET' | 'ZENDESK_APP_SECRET';

/**
 * What setup created last time, by key. The account decides what exists; this record only tells changes by others from
 * our own.
 */
export type SetupRecord = Readonly<Record<string, Made>>;

export interface Made {
  id: string;
  /** As we wrote them. */
  properties: Properties;
  /** Somebody else created it; `properties` are the ones that we added. */
  adopted?: true;
}

/** What setup stores on this machine. */
export interface Store {
  record(): SetupRecord;
  saveRecord(record: SetupRecord): void;
  /** The secrets stored for the service; empty if there are none. */
  secrets(name: SecretName): string[];
  saveSecrets(name: SecretName, secrets: readonly string[]): void;
}
