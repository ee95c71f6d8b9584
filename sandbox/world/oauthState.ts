/** An OAuth client of the account, made by a person in Admin Center. */
export interface OAuthClient {
  id: number;
  /** What the API calls `client_id`. */
  identifier: string;
  secret: string;
  /** The user who made it: its tokens act as that user. */
  userId: number;
  /** What its tokens may be given. Undefined: anything. */
  scopes?: string[] | undefined;
}

export interface OAuthToken {
  id: number;
  token: string;
  clientId: number;
  userId: number;
  scopes: string[];
  /** Epoch ms. Undefined: it does not expire. */
  expiresAt?: number;
}

/** The account's OAuth clients, and every token that is still good, or has expired. */
export interface OAuthState {
  clients: OAuthClient[];
  tokens: Map<string, OAuthToken>;
}

const firstId = 1_000;

/** One client, made by Ventana's own user, and one token of the time before tokens expired. */
export function seedOAuth(userId: number, identifier: string, secret: string, staticToken: string): OAuthState {
  const client: OAuthClient = { id: firstId, identifier, secret, userId };
  const token: OAuthToken = {
    id: firstId,
    token: staticToken,
    clientId: client.id,
    userId,
    scopes: ['read', 'write'],
  };
  return { clients: [client], tokens: new Map([[staticToken, token]]) };
}
