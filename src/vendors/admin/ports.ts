import type { Found, Kind, Properties } from './resources';

/** All things of one kind in an account. Every method throws `VendorError` for whatever did not succeed, and never retries. */
export interface Place {
  list(): Promise<Found[]>;
  create(properties: Properties): Promise<{ id: string }>;
  /** @param properties all of them, as they shall be */
  change(id: string, properties: Properties): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Kinds that call us, and by whose secret we know them. */
export interface CallingPlace extends Place {
  secret(id: string): Promise<string>;
}

export type CallingKind = 'webhook' | 'integration' | 'notificationWebhook';

export type Places = Record<Exclude<Kind, CallingKind>, Place> & Record<CallingKind, CallingPlace>;

export interface AccountAdmin {
  places: Places;
  /** Zendesk's user id of our credentials. */
  me(): Promise<string>;
}

/** The variables whose values setup stores for the service. */
export type SecretName = 'ZENDESK_WEBHOOK_SECRET' | 'SUNSHINE_WEBHOOK_SECRET';

/** What was made by us the last time, by key. Only what the account says counts; this tells a change by hand from one of ours. */
export type SetupRecord = Readonly<Record<string, Made>>;

export interface Made {
  id: string;
  /** As we wrote it. */
  properties: Properties;
  /** Somebody else made it; `properties` are those that we added. */
  adopted?: true;
}

/** What setup keeps on this machine. */
export interface Store {
  record(): SetupRecord;
  saveRecord(record: SetupRecord): void;
  /** What is stored for the service; empty for nothing. */
  secrets(name: SecretName): string[];
  saveSecrets(name: SecretName, secrets: readonly string[]): void;
}
