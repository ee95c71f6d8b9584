import { en } from './englishPhrases';
import type { Phrases } from './phraseForms';
import type { Language } from './policy';
import { es } from './spanishPhrases';

export const phrases: Record<Language, Phrases> = { es, en };
