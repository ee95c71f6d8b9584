import { type FailureKind, kindOfCode } from '../workflows/core/errorCodes';
import { type ErrorContent, readError } from './errorContent';
import { shownTitle } from './errorTitle';
import { codeByWords, isAboutRecipient } from './errorWords';
import type { SendFailure } from './orders';

/** 470 is the old number of 131047. */
const WINDOW_CLOSED = 131047;
const OLD_WINDOW_CLOSED = 470;
const UNKNOWN_API_ERROR = 1;
/** Meta's general codes: the words, or a subcode, may say more. 0 also stands where a number lacks. */
const VAGUE = [0, UNKNOWN_API_ERROR, 10, 100, 200];
/** An invalid parameter, which may be the number that the message goes to. */
const INVALID_PARAMETER = [100, 131009];

const maxDetailLength = 120;

/**
 * Why a message was not delivered, read from the `error` of a delivery failure (v1.1 or v2) or from the body of a
 * refused request.
 * Sunshine passes on the channel's own error as `underlyingError`, whose shape is not documented for WhatsApp. So we
 * look for the code in `code` at any depth, also in JSON inside a text, then in the texts, then by known phrases. Other
 * numbers (HTTP statuses, order numbers, telephone numbers, ids) are no codes. Never throws.
 */
export function parseDeliveryError(error: unknown): SendFailure {
  const content = readError(error);
  const code = codeOf(content);
  const kind = kindByWords(code, content);
  const detail = describe(content);
  return {
    reason: (kind ?? (code !== undefined && kindOfCode(code))) === 'configuration' ? 'configuration' : 'refused',
    ...(code !== undefined && { code }),
    ...(kind && { kind }),
    ...(detail && { detail }),
  };
}

function codeOf({ codes, subcodes, texts }: ErrorContent): number | undefined {
  const found = [...codes, ...codesInTexts(texts)].map(todays);
  const code = found.find((it) => !VAGUE.includes(it)) ?? found.find((it) => it !== UNKNOWN_API_ERROR) ?? found[0];
  if (code !== undefined && !VAGUE.includes(code)) return code;
  const kind = code === undefined ? undefined : kindOfCode(code);
  const closer = [...subcodes.map(todays), codeByWords(texts)].filter((it) => it !== undefined);
  return closer.find((it) => ![undefined, kind].includes(kindOfCode(it))) ?? code;
}

const todays = (code: number): number => (code === OLD_WINDOW_CLOSED ? WINDOW_CLOSED : code);

/** Meta's own way, `(#100) Invalid parameter`: any number where an error begins. */
const atTheBeginning = /(?:^|[:>"'])\s*\(#(\d{1,6})\)/g;
/** Ways in which a text may name a code. Other numbers are written so too, so only codes of the table count. */
const inParentheses = /\(#(\d{1,6})\)/g;
const alone = /^\s*#?(\d{1,6})\s*$/g;
const sixDigits =
  /(?<![\w.+/-])(?<!\b(?:order|ticket|case|invoice|message|number|id|ref)\W{1,3})#?(13\d{4})(?![\w/-]|[.,]\d)/gi;
const afterCode = /(?:\b(?:error[\s_-]?|with )code|(?:^|[({[,;:"'])\s*code)["']?\W{0,3}(\d{1,6})\b/gi;
const afterError = /\berror\W{0,3}(\d{3,6})\b/gi;

function codesInTexts(texts: readonly string[]): number[] {
  const all = (pattern: RegExp) => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => Number(code)));
  const isKnown = (code: number): boolean => kindOfCode(todays(code)) !== undefined || code === UNKNOWN_API_ERROR;
  const others = [inParentheses, alone, sixDigits, afterCode, afterError];
  return [...all(atTheBeginning), ...others.flatMap(all).filter(isKnown)];
}

/** What the words say beyond the table of codes. */
function kindByWords(code: number | undefined, { texts, isTransient }: ErrorContent): FailureKind | undefined {
  if (code !== undefined && INVALID_PARAMETER.includes(code) && isAboutRecipient(texts)) return 'recipient';
  const isKnown = code !== undefined && kindOfCode(code) !== undefined;
  return isTransient && !isKnown ? 'transient' : undefined;
}

/** How Meta's errors begin that have no title of their own: `(#131030) Recipient phone number not in allowed list`. */
const titledByCode = /^\s*\(#\d{1,6}\)/;

/** The error's title, or a text that begins as one, with nothing in it that may be echoed. */
function describe({ titles, texts }: ErrorContent): string | undefined {
  const title = titles[0] ?? texts.find((text) => titledByCode.test(text));
  return title === undefined ? undefined : shownTitle(title)?.slice(0, maxDetailLength);
}
