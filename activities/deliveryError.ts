import type { SendFailure } from './orders';
import { masked } from './mask';

/** Phrases that identify a WhatsApp error when it comes without a code. The codes are Meta's. */
const wordsOfCodes: readonly [RegExp, number][] = [
  [/more than 24 hours have passed|outside (of )?the allowed window|re-?engagement message/i, 131047],
  [/message undeliverable|user is unreachable|not a valid whatsapp/i, 131026],
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
];

const templatePaused = 132015;
const templateDisabled = 132016;
const maxDetailLength = 120;

interface Found {
  /** Values of keys named `code`. */
  codes: unknown[];
  texts: string[];
}

/**
 * Why a message was not delivered, read from the `error` of a delivery failure (v1.1 or v2) or from the body of a
 * refused request.
 * Sunshine passes on the channel's own error as `underlyingError`, whose shape is not documented for WhatsApp. So we
 * look for the code in `code` at any depth, then in the texts, then by known phrases. 470 is the old name of 131047.
 * Never throws.
 */
export function parseDeliveryError(error: unknown): SendFailure {
  const found = collect(error, { codes: [], texts: [] });
  const code = codeAsSuch(found.codes) ?? codeInText(found.texts) ?? codeByWords(found.texts);
  const detail = describe(found.texts);
  return {
    reason: code !== undefined && isConfiguration(code) ? 'configuration' : 'refused',
    ...(code !== undefined && { code }),
    ...(detail && { detail }),
  };
}

function isConfiguration(code: number): boolean {
  return Math.floor(code / 1000) === 132 && code !== templatePaused && code !== templateDisabled;
}

function collect(value: unknown, found: Found, depth = 0): Found {
  if (typeof value === 'string') found.texts.push(value);
  if (typeof value !== 'object' || value === null || depth > 6) return found;
  const entries = Object.entries(value).sort(
    ([a], [b]) => Number(b === 'underlyingError') - Number(a === 'underlyingError'),
  );
  for (const [key, inner] of entries) {
    if (key === 'code') found.codes.push(inner);
    collect(inner, found, depth + 1);
  }
  return found;
}

function codeAsSuch(codes: unknown[]): number | undefined {
  const words = codes.filter((code) => typeof code === 'number' || typeof code === 'string').map(String);
  return metaCode(words.find((word) => /^(13\d{4}|470)$/.test(word)));
}

function codeInText(texts: string[]): number | undefined {
  for (const text of texts) {
    const code = /\b13[0-9]\d{3}\b/.exec(text)?.[0] ?? /(?:code|error|[#(])\W{0,3}(470)\b/i.exec(text)?.[1];
    if (code) return metaCode(code);
  }
  return undefined;
}

const codeByWords = (texts: string[]): number | undefined =>
  wordsOfCodes.find(([words]) => texts.some((text) => words.test(text)))?.[1];

const metaCode = (word: string | undefined): number | undefined =>
  word === undefined ? undefined : word === '470' ? 131047 : Number(word);

/** The first text that is a sentence, with personal data removed. */
function describe(texts: string[]): string | undefined {
  const sentence = texts.find((text) => text.includes(' '));
  return sentence && masked(sentence).slice(0, maxDetailLength);
}
