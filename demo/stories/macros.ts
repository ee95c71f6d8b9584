/** Titles of the macros in the simulated Zendesk. */
export const reopen = 'WhatsApp::Reabrir conversación';
export const rescue = 'WhatsApp::Rescatar respuesta';
export const withdraw = 'WhatsApp::No rescatar respuesta';
export const incident = 'WhatsApp::Avisar de incidencia';
