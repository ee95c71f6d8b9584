/** What the stand-in for Zendesk asks for: the tests answer from fixtures. */
export interface ZendeskBackend {
  /** `client.context()` */
  context(): object;
  /** The app's settings that are not secure. */
  settings(): Record<string, unknown>;
  /** The value of a path such as `ticket.requester.name`. Undefined: Zendesk does not know it. */
  get(path: string): unknown;
  /** As Zendesk carries it out: a relative address as the agent, an absolute one through its proxy. */
  request(options: AppRequest): Promise<AppAnswer>;
}

/** The options of `client.request`. */
export interface AppRequest {
  url: string;
  type?: string;
  data?: string;
  contentType?: string;
  headers?: Record<string, string>;
  secure?: boolean;
  jwt?: { algorithm: string; secret_key: string; expiry: number; claims: Record<string, string> };
}

export interface AppAnswer {
  status: number;
  body: unknown;
}
