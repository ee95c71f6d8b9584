/** What the words of an error say where it has no code, or only one that says little. The codes are Meta's. */

const wordsOfCodes: readonly [RegExp, number][] = [
  [/more than 24 hours have passed|outside (of )?the allowed window|re-?engagement message/i, 131047],
  [/message undeliverable|user is unreachable|not a valid whatsapp|destination is invalid/i, 131026],
  [/healthy ecosystem/i, 131049],
  [/stopped (receiving )?marketing/i, 131050],
  [/part of an experiment/i, 130472],
  [/pair rate limit/i, 131056],
  [/spam rate limit|restrictions on how many messages/i, 131048],
  [/rate limit hit|cloud api message throughput/i, 130429],
  [/account (has been |is )?locked/i, 131031],
  [/payment issue|eligibility/i, 131042],
  [/number of parameters does not match/i, 132000],
  [/template name does not exist/i, 132001],
  [/translated text too long/i, 132005],
  [/character policy/i, 132007],
  [/parameter format does not match/i, 132012],
  [/template is paused/i, 132015],
  [/template is disabled/i, 132016],
  [/required parameter is missing|is missing text value/i, 131008],
  [/parameter value is not valid/i, 131009],
  [/(service|server|api) (is )?(temporarily )?(unavailable|overloaded)/i, 131016],
  [/access token (has expired|is invalid|could not be decrypted)|error validating access token/i, 190],
  [/(phone )?number (is )?not registered/i, 133010],
];

export const codeByWords = (texts: readonly string[]): number | undefined =>
  wordsOfCodes.find(([words]) => texts.some((text) => words.test(text)))?.[1];

/** "Invalid parameter" may be the customer's number, or one of ours. */
const recipient = /\b(recipient|receiver|destination|wa_id)\b|\bparam(eter)? ['"]?to['"]?\b|phone number/i;
const ourNumber = /phone[ _]number[ _]id|business (account )?phone number|sender/i;

/** Whether the error is about the person who should get the message. */
export const isAboutRecipient = (texts: readonly string[]): boolean =>
  texts.some((text) => recipient.test(text)) && !texts.some((text) => ourNumber.test(text));
