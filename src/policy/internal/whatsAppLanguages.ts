import { chooseLanguage } from '../../../activities/language';
import type { Mistake } from './placeholders';

/**
 * The codes of Meta's template languages (Meta, "Supported languages" of message templates). Meta adds variants, so one
 * that is missing here may exist.
 */
const CODES = [
  'af sq ar ar_AE ar_EG ar_LB ar_MA ar_QA az be_BY bn bn_IN bg ca zh_CN zh_HK zh_TW hr cs da prs_AF nl nl_BE',
  'en en_AE en_AU en_CA en_GB en_GH en_IE en_IN en_JM en_MY en_NZ en_QA en_SG en_UG en_US en_ZA et fil fi',
  'fr fr_BE fr_CA fr_CH fr_CI fr_MA ka de de_AT de_CH el gu ha he hi hu id ga it ja kn kk rw_RW ko ky_KG lo lv lt',
  'mk ms ml mr nb ps_AF fa pl pt_BR pt_PT pa ro ru sr si_LK sk sl',
  'es es_AR es_CL es_CO es_CR es_DO es_EC es_ES es_HN es_MX es_PA es_PE es_UY sw sv ta te th tr uk ur uz vi zu',
].flatMap((line) => line.split(' '));

/** `es` or `pt_BR`. With a hyphen or in another case Meta has no such template (132001). */
export const LANGUAGE_CODE = /^[a-z]{2,3}(?:_[A-Z]{2})?$/;

const baseOf = (code: string): string => code.split(/[-_]/)[0]?.toLowerCase() ?? '';
const variantsOf = (base: string): string[] => CODES.filter((code) => baseOf(code) === base);

/** Why Meta can have no template in this language, and which code was meant. */
export function languageMistake(code: string): Mistake | undefined {
  if (CODES.includes(code) || isUnknownVariant(code)) return undefined;
  const likely = chooseLanguage(CODES, code);
  const isMeant = code !== '' && (likely !== CODES[0] || baseOf(code) === likely);
  const isOnlyCase = likely.toLowerCase() === code.toLowerCase();
  const others =
    isMeant && !isOnlyCase && !/[-_]/.test(code) ? variantsOf(baseOf(likely)).filter((it) => it !== likely) : [];
  const hint = isMeant ? `Write ${[likely, ...others].slice(0, 3).join(' or ')}.` : 'Write it like es or en_US.';
  return { message: "is not a language of WhatsApp's templates", hint };
}

/** A variant that we do not know, of a language that Meta has. */
export function isUnknownVariant(code: string): boolean {
  return LANGUAGE_CODE.test(code) && code.includes('_') && !CODES.includes(code) && variantsOf(baseOf(code)).length > 0;
}
