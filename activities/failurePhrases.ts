// Stryker disable StringLiteral: words that people read. Tests hold that each note is whole, unlike the others, and translated.
import type { Language } from './policy';
import type { Remedy } from '../workflows/core/errorCodes';

/** What the notes say of WhatsApp's errors, by what they ask for. Every language has the same set. */
export interface FailurePhrases {
  /** What is stopped, and who can change that. */
  stops: Record<Remedy | 'template', { what(code: number): string; who: string }>;
  held(what: string, stop: string, who: string): string;
  delayed(what: string, why: string): string;
  /** It passes by itself, but did not within a day. */
  passing(why: string): string;
  stopped(stop: string, who: string): string;
  configuration(what: string): string;
  /** Nobody knows what the error asks for. */
  unknown(why: string): string;
  /** By Meta's code, for errors that concern one customer. */
  codes: Record<number, string>;
}

const es: FailurePhrases = {
  stops: {
    template: {
      what: (code) => `WhatsApp no acepta de momento esta plantilla (${code})`,
      who: 'avisa a quien administra las plantillas de WhatsApp',
    },
    access: {
      what: (code) => `Meta no acepta el acceso de Zendesk a la cuenta de WhatsApp (${code})`,
      who: 'avisa a quien administra Zendesk, que debe volver a conectar el número de WhatsApp o revisar sus permisos',
    },
    payment: {
      what: (code) => `WhatsApp no acepta envíos de la cuenta por un problema de pago (${code})`,
      who: 'avisa a quien administra la cuenta de WhatsApp, que debe revisar la facturación',
    },
    restriction: {
      what: (code) => `Meta ha bloqueado o limitado la cuenta de WhatsApp (${code})`,
      who: 'avisa a quien la administra, que debe revisar su estado en WhatsApp Manager',
    },
    number: {
      what: (code) => `el número de WhatsApp de la empresa no está activo en Meta (${code})`,
      who: 'avisa a quien lo administra, que debe revisar su registro en WhatsApp Manager',
    },
  },
  held: (what, stop, who) =>
    `${what} en espera: ${stop}. Ventana lo reintentará cada 5 minutos durante un día; ${who}.`,
  delayed: (what, why) =>
    `${what} retrasado: WhatsApp tiene una avería o está saturado${why}. Ventana lo seguirá intentando durante un día; si no lo consigue, lo dirá aquí.`,
  passing: (why) =>
    `WhatsApp no lo ha aceptado en todo un día por una avería o por saturación${why}. Si aún hace falta, aplica la macro más tarde o contacta con el cliente por otra vía.`,
  stopped: (stop, who) => `${stop} y no se ha resuelto en un día. Contacta con el cliente por otra vía y ${who}.`,
  configuration: (what) =>
    `error de configuración (${what}). Avisa a quien administra Ventana; otro intento daría el mismo error.`,
  unknown: (why) =>
    `WhatsApp lo ha rechazado${why}. Contacta con el cliente por otra vía y, si se repite, avisa a quien administra Ventana.`,
  codes: {
    130403: 'la empresa ha bloqueado a este cliente en WhatsApp (130403). Desbloquéalo o contacta con él por otra vía.',
    130472: 'WhatsApp no entrega mensajes de marketing a este número (130472). Contacta con el cliente por otra vía.',
    130497:
      'Meta no permite a la cuenta escribir al país de este cliente (130497). Contacta con el cliente por otra vía.',
    131021:
      'el teléfono del solicitante es el número de WhatsApp de la empresa (131021). Corrígelo en su perfil y vuelve a aplicar la macro.',
    131026: 'este número no puede recibir mensajes de WhatsApp (131026). Contacta con el cliente por otra vía.',
    131043: 'WhatsApp no ha podido entregarlo a tiempo (131043). Contacta con el cliente por otra vía.',
    131047: 'la ventana de 24 horas estaba cerrada (131047) y este mensaje no tiene plantilla.',
    131049:
      'Meta limita los mensajes de marketing que recibe este cliente (131049). Contacta con el cliente por otra vía.',
    131050:
      'el cliente ha dejado de aceptar mensajes de marketing de la empresa (131050). No se le enviarán más, pero los de utilidad le seguirán llegando.',
    131062: 'el cliente no tiene un teléfono al que enviarlo (131062). Contacta con el cliente por otra vía.',
    139200: 'la ventana de 24 horas estaba cerrada (139200) y este mensaje no tiene plantilla.',
  },
};

const en: FailurePhrases = {
  stops: {
    template: {
      what: (code) => `for now, WhatsApp does not accept this template (${code})`,
      who: 'tell whoever manages your WhatsApp templates',
    },
    access: {
      what: (code) => `Meta does not accept Zendesk's access to the WhatsApp account (${code})`,
      who: 'tell your Zendesk administrator, who must connect the WhatsApp number again or check its permissions',
    },
    payment: {
      what: (code) => `WhatsApp does not accept messages from the account because of a payment problem (${code})`,
      who: 'tell your WhatsApp administrator, who must check the billing',
    },
    restriction: {
      what: (code) => `Meta has blocked or limited the WhatsApp account (${code})`,
      who: 'tell your WhatsApp administrator, who must check its state in WhatsApp Manager',
    },
    number: {
      what: (code) => `your WhatsApp number is not active at Meta (${code})`,
      who: 'tell your WhatsApp administrator, who must check its registration in WhatsApp Manager',
    },
  },
  held: (what, stop, who) => `${what} on hold: ${stop}. Ventana will retry every 5 minutes for a day; ${who}.`,
  delayed: (what, why) =>
    `${what} delayed: WhatsApp has an outage or is overloaded${why}. Ventana will keep trying for a day; if that fails, it will say so here.`,
  passing: (why) =>
    `for a whole day WhatsApp did not accept it because of an outage or overload${why}. If it is still needed, apply the macro later or contact the customer another way.`,
  stopped: (stop, who) => `${stop}, and that did not change in a day. Contact the customer another way and ${who}.`,
  configuration: (what) =>
    `configuration error (${what}). Tell your Ventana administrator; another attempt would fail in the same way.`,
  unknown: (why) =>
    `WhatsApp rejected it${why}. Contact the customer another way and, if it happens again, tell your Ventana administrator.`,
  codes: {
    130403: 'your business has blocked this customer on WhatsApp (130403). Unblock them, or contact them another way.',
    130472: 'WhatsApp does not deliver marketing messages to this number (130472). Contact the customer another way.',
    130497:
      "Meta does not let the account write to this customer's country (130497). Contact the customer another way.",
    131021:
      "the requester's phone number is your own WhatsApp number (131021). Correct it in their profile and apply the macro again.",
    131026: 'this number cannot receive WhatsApp messages (131026). Contact the customer another way.',
    131043: 'WhatsApp could not deliver it in time (131043). Contact the customer another way.',
    131047: 'the 24-hour window was closed (131047) and this message has no template.',
    131049: 'Meta limits how many marketing messages this customer gets (131049). Contact the customer another way.',
    131050:
      'the customer has stopped accepting marketing messages from your business (131050). They will get no more of them, but utility messages still arrive.',
    131062: 'the customer has no phone number to send it to (131062). Contact the customer another way.',
    139200: 'the 24-hour window was closed (139200) and this message has no template.',
  },
};

export const failurePhrases: Record<Language, FailurePhrases> = { es, en };
