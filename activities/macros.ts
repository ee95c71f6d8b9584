import type { Language } from './policy';

/** The titles of the macros for lost replies, by their actions. Setup makes them; notes name them. */
export const rescueMacros: Record<Language, Record<'rescue' | 'rescue_withdraw', string>> = {
  es: { rescue: 'WhatsApp::Rescatar respuesta', rescue_withdraw: 'WhatsApp::No rescatar respuesta' },
  en: { rescue: 'WhatsApp::Rescue reply', rescue_withdraw: 'WhatsApp::Do not rescue reply' },
};
