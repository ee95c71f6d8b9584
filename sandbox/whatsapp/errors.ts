const titles: Record<number, string> = {
  130429: 'Rate limit hit',
  130472: "User's number is part of an experiment",
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
  132015: 'Template is paused',
  132016: 'Template is disabled',
};

const details: Record<number, string> = {
  131026: 'Receiver is incapable of receiving this message',
  131047:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

/** An error as it appears in Sunshine's delivery events, with Meta's own error inside. */
export interface DeliveryError {
  code: 'bad_request';
  message: string;
  underlyingError: { code: number; title: string; message: string; error_data: { details: string } };
}

/** Sunshine's own error for a number that matches nobody. */
export const nobodyFound = { code: 'bad_request', message: 'No user matches the destination' } as const;

/** A push to a phone that is not registered for it: it says nothing of WhatsApp. */
export const noToken = { code: 'uncategorized_error', message: 'no push token' } as const;

export function deliveryError(code: number): DeliveryError {
  const title = titles[code] ?? 'Something went wrong';
  const message = details[code] ?? title;
  return {
    code: 'bad_request',
    message,
    underlyingError: { code, title, message: title, error_data: { details: message } },
  };
}
