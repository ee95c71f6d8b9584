import type { Language } from './policy';

/** The title of the macro for reopenings, unless the policy has another one. */
export const reopeningMacros: Record<Language, string> = {
  es: 'WhatsApp::Reabrir conversación',
  en: 'WhatsApp::Reopen conversation',
};

/** The titles of the macros for lost replies, by their actions. Setup makes them; notes name them. */
export const rescueMacros: Record<Language, Record<'rescue' | 'rescue_withdraw', string>> = {
  es: { rescue: 'WhatsApp::Rescatar respuesta', rescue_withdraw: 'WhatsApp::No rescatar respuesta' },
  en: { rescue: 'WhatsApp::Rescue reply', rescue_withdraw: 'WhatsApp::Do not rescue reply' },
};

/**
 * The macros of proactive messages, and the app, add this tag to a ticket. From then on its status changes are
 * reported, whatever its channel.
 */
export const CONTACTED_TAG = 'whatsapp_contacted';
