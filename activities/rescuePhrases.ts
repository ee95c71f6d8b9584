// Stryker disable StringLiteral: words that people read. Tests hold that each note is whole, unlike the others, and translated.
import { rescueMacros } from './macros';
import type { Language } from './policy';

/** What the notes say of replies that did not reach the customer. Every language has the same set. */
export interface RescuePhrases {
  /** How the customer can still get it. */
  toRescue: Record<'agent' | 'automatic', string>;
  rescueSent(how: string): string;
  rescued(count: number): string;
  rescueAsks: string;
  rescueExpired: string;
  rescueHeld: string;
  rescueWithdrawn: string;
  nothingToRescue: string;
}

const es: RescuePhrases = {
  toRescue: {
    agent: ` Para que lo reciba en cuanto responda, aplica la macro «${rescueMacros.es.rescue}».`,
    automatic: ` Ventana se lo enviará cuando responda; si ya no hace falta, aplica la macro «${rescueMacros.es.rescue_withdraw}».`,
  },
  rescueSent: (how) =>
    `Mensaje de rescate enviado por WhatsApp (${how}). Cuando el cliente responda, recibirá lo que no le había llegado.`,
  rescued: (count) =>
    count === 1
      ? 'Respuesta rescatada: el cliente ha recibido por WhatsApp el mensaje que no le había llegado, tal como se escribió.'
      : `Respuesta rescatada: el cliente ha recibido por WhatsApp los ${count} mensajes que no le habían llegado, tal como se escribieron.`,
  rescueAsks: `El cliente ha escrito, y hay una respuesta que no le había llegado. Para enviársela tal como se escribió, aplica la macro «${rescueMacros.es.rescue}»; si ya no sirve, «${rescueMacros.es.rescue_withdraw}».`,
  rescueExpired:
    'Respuesta no rescatada: es demasiado antigua para enviarla tal cual. Escribe al cliente o, si la ventana está cerrada, pídele con una plantilla que responda.',
  rescueHeld: `Respuesta rescatada no enviada: la ventana de WhatsApp se ha cerrado antes. Para pedir al cliente que responda, aplica la macro «${rescueMacros.es.rescue}».`,
  rescueWithdrawn: 'La respuesta que no llegó al cliente ya no se enviará.',
  nothingToRescue: 'No se ha enviado nada: en este ticket no hay ninguna respuesta pendiente de rescatar.',
};

const en: RescuePhrases = {
  toRescue: {
    agent: ` For them to get it as soon as they answer, apply the macro "${rescueMacros.en.rescue}".`,
    automatic: ` Ventana will send it when they answer; if it is not needed any more, apply the macro "${rescueMacros.en.rescue_withdraw}".`,
  },
  rescueSent: (how) =>
    `Rescue message sent via WhatsApp (${how}). When the customer answers, they will get what had not reached them.`,
  rescued: (count) =>
    count === 1
      ? 'Reply rescued: the customer got the message that had not reached them via WhatsApp, as it was written.'
      : `Reply rescued: the customer got the ${count} messages that had not reached them via WhatsApp, as they were written.`,
  rescueAsks: `The customer has written, and there is a reply that had not reached them. To send it as it was written, apply the macro "${rescueMacros.en.rescue}"; if it no longer fits, "${rescueMacros.en.rescue_withdraw}".`,
  rescueExpired:
    'Reply not rescued: it is too old to be sent as it is. Write to the customer or, if the window is closed, ask them to answer with a template.',
  rescueHeld: `Rescued reply not sent: the WhatsApp window closed first. To ask the customer to answer, apply the macro "${rescueMacros.en.rescue}".`,
  rescueWithdrawn: 'The reply that did not reach the customer will not be sent any more.',
  nothingToRescue: 'Nothing was sent: no reply of this ticket is waiting to be rescued.',
};

export const rescuePhrases: Record<Language, RescuePhrases> = { es, en };
