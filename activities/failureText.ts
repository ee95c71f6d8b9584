/** What a note says of a message that WhatsApp did not accept: what happened, and who can do what. */
import { kindOfCode, remedyOf } from '../workflows/core/errorCodes';
import { type FailurePhrases, failurePhrases } from './failurePhrases';
import type { SendFailure } from './orders';
import type { Language } from './policy';

/** @param what the name of the message; @param code what stopped it */
export function heldText(language: Language, what: string, code: number): string {
  const say = failurePhrases[language];
  const { stop, who } = stopped(say, code);
  return say.held(what, stop, who);
}

export const delayedText = (language: Language, what: string, code: number | undefined): string =>
  failurePhrases[language].delayed(what, inParentheses(code));

/** Why it was refused, as the end of a sentence. @param template its name, or that of the message */
export function refusedText(language: Language, template: string, { code, kind, detail }: SendFailure): string {
  const say = failurePhrases[language];
  const words = code === undefined ? undefined : say.codes[code];
  if (words !== undefined) return words;
  switch (kind ?? (code === undefined ? undefined : kindOfCode(code))) {
    case 'transient':
      return say.passing(inParentheses(code));
    case 'account':
    case 'template': {
      const { stop, who } = stopped(say, code ?? 0);
      return say.stopped(stop, who);
    }
    case 'configuration':
      return configurationText(language, template, { code, detail });
    case 'recipient':
    case 'window':
    case 'capped':
    case undefined:
      return say.unknown(inParentheses(code, detail));
  }
}

/** For the administrator: the template, the code, and what WhatsApp says. */
export function configurationText(
  language: Language,
  template: string,
  { code, detail }: { code: number | undefined; detail: string | undefined },
): string {
  const what = code === undefined ? (detail ?? template) : `${template}: ${[code, detail].filter(Boolean).join(', ')}`;
  return failurePhrases[language].configuration(what);
}

function stopped(say: FailurePhrases, code: number): { stop: string; who: string } {
  const stop = say.stops[remedyOf(code) ?? 'template'];
  return { stop: stop.what(code), who: stop.who };
}

function inParentheses(code: number | undefined, detail?: string): string {
  const parts = [code, detail?.replace(/\.$/, '')].filter((it) => it !== undefined);
  return parts.length === 0 ? '' : ` (${parts.join(': ')})`;
}
