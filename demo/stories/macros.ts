/** Titles of the macros in the simulated Zendesk. */
export const reopen = 'WhatsApp::Reabrir conversación';
export const incident = 'WhatsApp::Avisar de incidencia';
