/**
 * WhatsApp's error codes: what each means and what it asks for. The one table of them, for decisions and for notes.
 * Source: Meta's pages "WhatsApp error codes" (Cloud API, 18 June 2026) and "Handle errors" (Graph API). A code has one to
 * six digits.
 *
 * It is replayed: a code that changes its kind is a change of decisions (see `rules.ts`).
 */

/** What a failure asks for. A code that is not in the table has no kind: nobody knows what it asks for. */
export type FailureKind =
  /** It passes by itself. */
  | 'transient'
  /** Nothing goes out from this account until a person has acted. */
  | 'account'
  /** Nothing goes out with this template until it is no longer paused, or a person has acted. */
  | 'template'
  /** The message as configured is not acceptable: for the administrator. */
  | 'configuration'
  /** This customer cannot, or does not want to, get it. */
  | 'recipient'
  /** Free-form text is not accepted now: the window is closed. */
  | 'window'
  /** Too many marketing messages to this customer today. */
  | 'capped';

/** What a person has to see to before the account can send again. */
export type Remedy = 'access' | 'payment' | 'restriction' | 'number';

type Meanings = Readonly<Record<number, string>>;

const account: Readonly<Record<Remedy, Meanings>> = {
  access: {
    0: 'The access token is not valid',
    3: 'A permission is missing',
    10: 'Permission denied',
    102: 'The session is not valid',
    190: 'The access token has expired',
    131005: 'Access denied',
  },
  payment: { 131042: 'Payment problem' },
  restriction: {
    368: 'Blocked for policy violations',
    131031: 'The account is locked',
    131048: 'Too many messages were reported as spam',
    131064: 'Limited for templates in the wrong category',
  },
  number: {
    33: 'The business phone number was deleted',
    131037: 'The display name is not approved',
    131045: 'The phone number is not registered correctly',
    133000: 'An earlier deregistration is not complete',
    133005: 'Wrong PIN',
    133006: 'The phone number must be verified again',
    133008: 'Too many attempts with the PIN',
    133009: 'The PIN was entered too fast',
    133010: 'The phone number is not registered',
    133015: 'The phone number was deleted a moment ago',
    133016: 'Too many registrations of the phone number',
  },
};

const meanings: Readonly<Record<Exclude<FailureKind, 'account'>, Meanings>> = {
  transient: {
    2: 'Temporary downtime or overload',
    4: 'Too many calls',
    17: 'Too many calls',
    341: 'Too many calls',
    613: 'Too many calls',
    80007: 'Rate limit of the account',
    130429: 'Throughput reached',
    131000: 'Something went wrong at Meta',
    131016: 'Service unavailable',
    131056: 'Too many messages to this customer at once',
    131057: 'The account is in maintenance',
    132069: 'Flow throttled',
    133004: 'Server temporarily unavailable',
  },
  template: { 132015: 'Template paused', 132016: 'Template disabled' },
  configuration: {
    100: 'Invalid parameter',
    803: 'Unknown id',
    131001: 'Message too long',
    131008: 'A required parameter is missing',
    131009: 'The value of a parameter is not valid',
    131030: 'The recipient is not on the list of a test number',
    131051: 'Unsupported type of message',
    131052: 'A file cannot be downloaded',
    131053: 'A file cannot be uploaded',
    131063: 'Marketing templates are turned off for this account',
    132000: 'Wrong number of values',
    132001: 'No such template in this language',
    132005: 'Text too long with its values',
    132007: "Against WhatsApp's policy on templates",
    132012: 'Values in the wrong format',
    132018: 'The values of the template are not valid',
    132068: 'Flow blocked',
    135000: "Meta did not accept the request's parameters",
  },
  recipient: {
    130403: 'The business has blocked this customer',
    130472: 'The number is part of an experiment of Meta',
    130497: "The account may not write to the customer's country",
    131021: 'The recipient is the sender',
    131026: 'Undeliverable: not on WhatsApp, or an old version',
    131043: 'The message expired before it was delivered',
    131050: 'The customer has stopped marketing messages',
    131062: 'Not possible to a customer without a phone number',
  },
  window: {
    131047: 'The 24-hour window is closed',
    // Since 31 July 2026 text outside the window is accepted from eligible accounts (Direct Send).
    139200: 'The 24-hour window is closed, and the account may not send text outside it',
  },
  capped: { 131049: 'Too many marketing messages to this customer' },
};

const remedies = Object.entries(account).flatMap(([remedy, codes]) =>
  Object.keys(codes).map((code) => [Number(code), remedy as Remedy] as const),
);
const kinds = Object.entries(meanings).flatMap(([kind, codes]) =>
  Object.keys(codes).map((code) => [Number(code), kind as FailureKind] as const),
);
const remedyByCode: ReadonlyMap<number, Remedy> = new Map(remedies);
const kindByCode: ReadonlyMap<number, FailureKind> = new Map([
  ...kinds,
  ...remedies.map(([code]) => [code, 'account'] as const),
]);
const meaningByCode: Meanings = Object.assign({}, ...Object.values(meanings), ...Object.values(account)) as Meanings;

/** 200 to 299: Meta's permission errors, one number for each permission. */
const isPermission = (code: number): boolean => code >= 200 && code <= 299;

/** An activity worker of a newer release may tell of kinds that are not known here. */
export const isFailureKind = (kind: string): kind is FailureKind => kind === 'account' || Object.hasOwn(meanings, kind);

/** What the code asks for; undefined: it is not in the table. */
export const kindOfCode = (code: number): FailureKind | undefined =>
  isPermission(code) ? 'account' : kindByCode.get(code);

/** What a person has to see to; undefined if the code is not about the whole account. */
export const remedyOf = (code: number): Remedy | undefined => (isPermission(code) ? 'access' : remedyByCode.get(code));

/** The code's meaning in English; undefined: it is not in the table. */
export const meaningOf = (code: number): string | undefined =>
  isPermission(code) ? 'A permission is missing' : meaningByCode[code];

/** Every code of the table with its kind, without the range of permissions. */
export const knownCodes: readonly (readonly [number, FailureKind])[] = [...kindByCode];
