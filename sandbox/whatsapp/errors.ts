/** WhatsApp's errors in Meta's words, in each shape in which Sunshine is known, or thought, to pass them on. */

const titles: Record<number, string> = {
  0: 'AuthException',
  1: 'API Unknown',
  2: 'API Service',
  4: 'API Too Many Calls',
  10: 'API Permission Denied',
  33: 'Parameter value is not valid',
  100: 'Invalid parameter',
  190: 'Access token has expired',
  200: 'API Permission',
  368: 'Temporarily blocked for policies violations',
  80007: 'Rate limit issues',
  130429: 'Rate limit hit',
  130472: "User's number is part of an experiment",
  131000: 'Something went wrong',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131016: 'Service unavailable',
  131026: 'Message undeliverable',
  131031: 'Business account has been locked',
  131042: 'Business eligibility payment issue',
  131047: 'Re-engagement message',
  131048: 'Spam rate limit hit',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement',
  131050: 'User has stopped receiving marketing messages from this business',
  131056: '(Business account, consumer account) pair rate limit hit',
  131057: 'Account in maintenance mode',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
  132005: 'Translated text too long',
  132007: 'Template format character policy violated',
  132012: 'Parameter format does not match format in the created template',
  132015: 'Template is paused',
  132016: 'Template is disabled',
  132018: 'Template parameters are not valid',
  133004: 'Server temporarily unavailable',
  133010: 'Phone number not registered',
};

const details: Record<number, string> = {
  131026: 'Receiver is incapable of receiving this message',
  131047:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

interface MetaError {
  code: number;
  title: string;
  details: string;
}

/** Sunshine's own error for a number that matches nobody. */
export const nobodyFound = { code: 'bad_request', message: 'No user matches the destination' } as const;

/** A push to a phone that is not registered for it: it says nothing of WhatsApp. */
export const noToken = { code: 'uncategorized_error', message: 'no push token' } as const;

const underlying = ({ code, title, details }: MetaError) => ({ code, title, message: title, error_data: { details } });
const sentence = ({ code, title }: MetaError): string => `(#${code}) ${title}`;

/** The `error` of a delivery failure. */
const shapes = {
  /** Meta's object as the underlying error: the usual one. */
  object: (it: MetaError) => ({ code: 'bad_request', message: it.details, underlyingError: underlying(it) }),
  /** The code as text. */
  text: (it: MetaError) => ({
    code: 'bad_request',
    message: it.details,
    underlyingError: { ...underlying(it), code: String(it.code) },
  }),
  /** A list of errors, as in Meta's own webhooks. */
  list: (it: MetaError) => ({
    code: 'bad_request',
    message: it.details,
    underlyingError: { errors: [underlying(it)] },
  }),
  /** Graph API's answer inside, with the HTTP status beside it. */
  graph: (it: MetaError) => ({
    code: 'bad_request',
    message: 'Request failed with status code 400',
    underlyingError: {
      status: 400,
      error: {
        message: sentence(it),
        type: 'OAuthException',
        code: it.code,
        error_data: { messaging_product: 'whatsapp', details: it.details },
        fbtrace_id: 'A131026c4K9Qk',
      },
    },
  }),
  /** Only inside a sentence. */
  sentence: (it: MetaError) => ({ code: 'uncategorized_error', message: `Message failed to send: ${sentence(it)}` }),
  /** JSON as text, as v1.1 has it. */
  json: (it: MetaError) => ({
    code: 'bad_request',
    underlyingError: { status: 400, message: JSON.stringify({ error: underlying(it) }) },
  }),
  /** A general code, and the particular one in the details. */
  details: (it: MetaError) => ({
    code: 'bad_request',
    message: '(#1) An error occurred',
    underlyingError: { code: 1, message: 'An error occurred', error_data: { details: sentence(it) } },
  }),
  /** No code at all, only words. */
  words: (it: MetaError) => ({ code: 'uncategorized_error', message: it.title }),
  /** Nothing that says anything. */
  nothing: () => ({ code: 'uncategorized_error' }),
} as const;

export type ErrorShape = keyof typeof shapes;
export const errorShapes = Object.keys(shapes) as ErrorShape[];

/** An error as it appears in Sunshine's delivery events, and in its answers. */
export function deliveryError(code: number, shape: ErrorShape = 'object'): object {
  const title = titles[code] ?? 'An error of which nobody has heard';
  return shapes[shape]({ code, title, details: details[code] ?? title });
}
