import { fixedPart } from '../../../activities/fillIn';
import { cleanValue } from '../../../activities/values';
import { type Mistake, placeholderMistakes } from './placeholders';

const NOTHING: Mistake = { message: 'has nothing that can be seen', hint: 'Write some text.' };

/** What is wrong with a free-form text. Line breaks are allowed. */
export function textMistakes(text: string): Mistake[] {
  if (text !== '' && cleanValue(text) === '') return [NOTHING];
  return placeholderMistakes(text);
}

/** What is wrong with a value of a template, before its placeholders are filled in. */
export function valueMistakes(text: string, most: number): Mistake[] {
  const mistakes = textMistakes(text);
  return mistakes.length > 0 ? mistakes : [...refusedIn(text), ...lengthMistakes(text, most)];
}

/**
 * WhatsApp refuses these in a value (132018); at sending Ventana would replace them by a space, which changes the text.
 */
function refusedIn(text: string): Mistake[] {
  const found = [
    /[\n\r\v\f\u0085\u2028\u2029]/.test(text) && 'a line break',
    text.includes('\t') && 'a tab',
    / {5}/.test(text) && 'more than four spaces in a row',
    hasInvisible(text) && 'characters that cannot be seen (zero-width or direction marks)',
  ].filter((it) => it !== false);
  if (found.length === 0) return [];
  const message = `has ${found.join(', ')}: WhatsApp does not accept that in a template's value`;
  return [{ message, hint: 'Write it on one line, with single spaces.' }];
}

const hasInvisible = (text: string): boolean => {
  const spaced = text.replace(/\s/g, ' ');
  return cleanValue(spaced) !== '' && cleanValue(spaced) !== spaced.replace(/\p{Zs}+/gu, ' ').trim();
};

function lengthMistakes(text: string, most: number): Mistake[] {
  const { length } = fixedPart(text);
  if (length <= most) return [];
  const message = `has ${length} characters of fixed text; WhatsApp accepts at most ${most}`;
  return [{ message, hint: 'Shorten it; the values of its placeholders need space too.' }];
}

/** What is wrong with an https address that may have placeholders. */
export function urlMistakes(text: string, most: number): Mistake[] {
  const address = text.replace(/\{\{.*?\}\}/gs, '1');
  const isSecure = URL.canParse(address) && new URL(address).protocol === 'https:' && !/\s/.test(address);
  const wrong = { message: 'is not an https address', hint: 'Write it like https://www.example.com/guide.pdf.' };
  return [...placeholderMistakes(text), ...(isSecure ? [] : [wrong]), ...lengthMistakes(text, most)];
}
