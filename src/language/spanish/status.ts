/** What `status` says; the page of the ticket's run, which Temporal's UI shows in English, is in `page.ts`. */
export const status = {
  'The ledger cannot be read: whether Meta has changed a template is not known.':
    'No se puede leer el registro: no se sabe si Meta ha cambiado alguna plantilla.',
  '**[Ticket {ticketId}]({url})**': '**[Ticket {ticketId}]({url})**',
  '{title}: Ventana is not watching it, so it sends nothing; or it stopped so long ago that Temporal has deleted its history.\n\n{starts}':
    '{title}: Ventana no lo vigila, así que no envía nada; o dejó de hacerlo hace tanto que Temporal ya ha borrado su historial.\n\n{starts}',
  '**What starts it**': '**Qué hace que empiece**',
  '- The customer writes on WhatsApp.': '- El cliente escribe por WhatsApp.',
  '- An agent sets the ticket to pending: a WhatsApp ticket is then watched, any other is dropped again.':
    '- Un agente pone el ticket en pendiente: si es de WhatsApp, se vigila; si no, se vuelve a dejar.',
  "- An agent applies one of Ventana's macros.": '- Un agente aplica una de las macros de Ventana.',
  'If a macro or message was not noticed, `npx ventana doctor` names the trigger or webhook that is missing or off. If\nonly a webhook was lost, the next sweep finds the ticket. `npx ventana sweep` runs one now.':
    'Si una macro o un mensaje ha pasado inadvertido, `npx ventana doctor` dice qué disparador o webhook falta o está\ndesactivado. Si solo se perdió un webhook, el próximo barrido encuentra el ticket. `npx ventana sweep` hace uno ahora.',
  '- The window closes at {instant}.': '- La ventana se cierra: {instant}.',
  '- Next: {nextAction}, at {instant}.': '- Próximo: {nextAction}, {instant}.',
  '- Nothing more can be read from Temporal without a worker: {why}.':
    '- Sin un worker no se puede leer más de Temporal: {why}.',
  'no worker is running': 'no hay ningún worker en marcha',
  'Why it was not sent': 'Por qué no se envió',
  'Why not yet': 'Por qué aún no',
  'What is in the way': 'Qué lo impide',
  '- {purpose}: sent {instant}': '- {purpose}: enviado {instant}',
  ' at {instant}': ' {instant}',
  ended: 'terminó',
  'was terminated': 'fue terminada',
  'was canceled': 'fue cancelada',
  'was failed': 'falló',
  'was timed out': 'agotó su tiempo',
  'The run {how}{when}.': 'La ejecución {how}{when}.',
  '**All sending is paused** {pause}.': '**Todos los envíos están en pausa** {pause}.',
  '**The policy only observes**: nothing is sent.': '**La política solo observa**: no se envía nada.',
  'since {since}, by {by}{reason}': 'desde {since}, por {by}{reason}',
  'administrator {id} of Zendesk': 'el administrador {id} de Zendesk',
  "Times are in UTC only: the office's time zone could not be read from Zendesk.":
    'Las horas están solo en UTC: no se ha podido leer de Zendesk la zona horaria de la oficina.',
  'Not watched by Ventana: {tickets}.': 'Ventana no los vigila: {tickets}.',
  // qué lo impide
  '1 attempt': '1 intento',
  '{times} attempts': '{times} intentos',
  'the ticket cannot be read since {instant} ({it}): Zendesk or Sunshine refuses or does not answer; tried again at {instant2}':
    'el ticket no se puede leer desde {instant} ({it}): Zendesk o Sunshine se niega o no contesta; próximo intento {instant2}',
  'Nothing is decided until it can be read. {doctor}': 'No se decide nada hasta que se pueda leer. {doctor}',
  'Run `npx ventana doctor`: it asks both, and says what they refuse.':
    'Ejecuta `npx ventana doctor`: pregunta a ambos, y dice a qué se niegan.',
  "Zendesk does not take the ticket's update since {instant}; tried again at {instant2}":
    'Zendesk no acepta la actualización del ticket desde {instant}; próximo intento {instant2}',
  'Notes and fields come later; messages are sent all the same. {doctor}':
    'Las notas y los campos llegarán más tarde; los mensajes se envían igual. {doctor}',
  "the account's rate for Zendesk, or Zendesk's own (Retry-After), has no room before {instant}":
    'el ritmo de la cuenta para Zendesk, o el del propio Zendesk (Retry-After), no tiene sitio antes de {instant}',
  'Wait. What agents ask for goes first. If it lasts, see `rates` in the policy.':
    'Espera. Lo que piden los agentes va antes. Si dura, mira `rates` en la política.',
  'the customer asked for no more messages (STOP), so nothing is sent to them, on any ticket':
    'el cliente ha pedido que no le escriban más (STOP), así que no se le envía nada, en ningún ticket',
  'Respect it. If they ask for messages again, clear "WhatsApp opt-out" ("WhatsApp: no quiere mensajes") in their profile in Zendesk.':
    'Respétalo. Si vuelve a pedir mensajes, desmarca «WhatsApp: no quiere mensajes» («WhatsApp opt-out») en su perfil de Zendesk.',
  'a macro of Ventana': 'una macro de Ventana',
  'the macro "{macro}"': 'la macro «{macro}»',
  "the customer has waited for an agent's answer since {instant}; only customers who owe an answer are reminded":
    'el cliente espera la respuesta de un agente desde {instant}; solo se recuerda a los clientes que deben una respuesta',
  'Answer before the window closes, at {instant}.': 'Contesta antes de que se cierre la ventana: {instant}.',
  'The window is closed: apply {macro}, and answer when the customer writes.':
    'La ventana está cerrada: aplica {macro}, y contesta cuando el cliente escriba.',
  // por qué espera
  'the answer was lost: checking whether it was sent': 'se perdió la respuesta: se comprueba si salió',
  ' since {instant}': ' desde {instant}',
  'all sending is paused{it}': 'todos los envíos están en pausa{it}',
  'Let it go on: `npx ventana resume`.': 'Reanúdalos: `npx ventana resume`.',
  'Sunshine or Zendesk has not taken it since {instant}': 'Sunshine o Zendesk no lo acepta desde {instant}',
  'WhatsApp rejected it{error}': 'WhatsApp lo rechazó{error}',
  'it was put off': 'se aplazó',
  '{why}; tried again at {instant}': '{why}; próximo intento {instant}',
  'more than {length} others go first': 'más de {length} van antes',
  '{ahead} requested messages go first': '{ahead} mensajes pedidos van antes',
  '{ahead} automatic messages go first': '{ahead} mensajes automáticos van antes',
  'all messages': 'todos los mensajes',
  'this template': 'esta plantilla',
  'WhatsApp has stopped {what}{error}; held{since}, next attempt of the account at {instant}':
    'WhatsApp ha parado {what}{error}; retenido{since}, próximo intento de la cuenta {instant}',
  'not before {instant}: quiet hours, or its own time': 'no antes de {instant}: horas de silencio, o su propia hora',
  '; room for the next at {instant}': '; hay sitio para el próximo {instant}',
  'the limit of the policy is reached{when}; {place}': 'se ha llegado al límite de la política{when}; {place}',
  'Nothing is lost: it goes out when there is room. `limits` in the policy says how much Meta allows you.':
    'No se pierde nada: sale cuando hay sitio. `limits`, en la política, dice cuánto te permite Meta.',
  "held{since} behind another ticket's message{error}": 'retenido{since} tras el mensaje de otro ticket{error}',
  'WhatsApp has stopped {it}{error}; it is tried again every 5 min':
    'WhatsApp ha parado {it}{error}; se vuelve a intentar cada 5 min',
  'it is about to ask for its turn': 'está a punto de pedir su turno',
  'it has asked for its turn': 'ha pedido su turno',
  // por qué no se envió
  'Contact the customer another way.': 'Contacta con el cliente por otra vía.',
  'a value of the template is missing': 'falta un valor de la plantilla',
  'Fill it in on the ticket, or give it a fallback in the policy, then apply the macro again.':
    'Rellénalo en el ticket, o ponle un valor por defecto en la política, y vuelve a aplicar la macro.',
  'Add it to their profile in Zendesk, then apply the macro again.':
    'Añádelo en su perfil de Zendesk, y vuelve a aplicar la macro.',
  "the requester's phone number is wrong: no such number exists":
    'el teléfono del solicitante no es correcto: no existe tal número',
  'Correct it in their profile in Zendesk, then apply the macro again.':
    'Corrígelo en su perfil de Zendesk, y vuelve a aplicar la macro.',
  'Write it in their profile with a plus sign and the country code, then apply the macro again.':
    'Escríbelo en su perfil con el signo más y el prefijo del país, y vuelve a aplicar la macro.',
  "nobody on WhatsApp was found for the requester's phone number":
    'no se ha encontrado a nadie en WhatsApp con el teléfono del solicitante',
  'Check it in their profile. Contact the customer another way.':
    'Revísalo en su perfil. Contacta con el cliente por otra vía.',
  'the customer has blocked your WhatsApp number': 'el cliente ha bloqueado vuestro número de WhatsApp',
  'Lift the suspension in their profile, if that is right, then apply the macro again.':
    'Quita la suspensión en su perfil, si procede, y vuelve a aplicar la macro.',
  'See `npx ventana doctor`, then apply the macro again.': 'Mira `npx ventana doctor`, y vuelve a aplicar la macro.',
  'Zendesk does not show something that the message needs': 'Zendesk no muestra algo que el mensaje necesita',
  'Check the requester, and see `npx ventana doctor`.': 'Revisa el solicitante, y mira `npx ventana doctor`.',
  'Contact the requester from a new ticket.': 'Contacta con el solicitante desde un ticket nuevo.',
  'the customer asked for no more messages (STOP)': 'el cliente ha pedido que no le escriban más (STOP)',
  'Respect it. If the customer asks for messages again, clear "WhatsApp opt-out" ("WhatsApp: no quiere mensajes") in their profile in Zendesk.':
    'Respétalo. Si el cliente vuelve a pedir mensajes, desmarca «WhatsApp: no quiere mensajes» («WhatsApp opt-out») en su perfil de Zendesk.',
  "the agent's words cannot be sent again": 'las palabras del agente no se pueden volver a enviar',
  'Write to the customer yourself.': 'Escribe tú al cliente.',
  "the customer's consent is not recorded": 'no consta el consentimiento del cliente',
  'If they did consent, tick "WhatsApp opt-in" in their profile in Zendesk, then apply the macro again.':
    'Si lo dio, marca «WhatsApp opt-in» en su perfil de Zendesk, y vuelve a aplicar la macro.',
  'the message as configured is not acceptable': 'el mensaje, tal como está configurado, no es aceptable',
  'Tell your Ventana administrator: `npx ventana doctor`.': 'Avisa a quien administra Ventana: `npx ventana doctor`.',
  'the same message went out within 24 hours, and the customer has not answered':
    'el mismo mensaje salió hace menos de 24 horas, y el cliente no ha contestado',
  'Wait for the answer, or contact the customer another way.':
    'Espera la respuesta, o contacta con el cliente por otra vía.',
  'the customer has written since it was requested': 'el cliente ha escrito después de que se pidiera',
  'Answer with an ordinary message: the window is open.': 'Contesta con un mensaje normal: la ventana está abierta.',
  'a day passed before it could be sent': 'pasó un día antes de que se pudiera enviar',
  'Apply the macro again, if it is still needed.': 'Vuelve a aplicar la macro, si aún hace falta.',
  'the policy has no such action': 'la política no tiene esa acción',
  'Add it under `proactive`, then `npx ventana policy apply` and `npx ventana setup`.':
    'Añádela en `proactive`, y después `npx ventana policy apply` y `npx ventana setup`.',
  'no reply of an agent was lost': 'no se ha perdido ninguna respuesta de un agente',
  'Nothing: the customer has got all replies.': 'Nada: el cliente ha recibido todas las respuestas.',
  'WhatsApp did not confirm that it has it': 'WhatsApp no ha confirmado que lo tenga',
  'Ask the customer whether it came before you send it again.':
    'Pregunta al cliente si le llegó antes de volver a enviarlo.',
  'To send, set `mode: live` in the policy.': 'Para enviar, pon `mode: live` en la política.',
  'it was no longer needed': 'ya no hacía falta',
  'Nothing.': 'Nada.',
  'Nothing: it shows what reminders bring. To remind everybody, set `experiment: off` in the policy.':
    'Nada: muestra qué aportan los recordatorios. Para recordar a todos, pon `experiment: off` en la política.',
  "the month's budget is used up, as estimated{when}; {place}":
    'se ha agotado el presupuesto del mes, según la estimación{when}; {place}',
  '; the next month begins at {instant}': '; el mes siguiente empieza {instant}',
  'Nothing is lost: it goes out when there is room. `budget` in the policy says how much a month may cost.':
    'No se pierde nada: sale cuando hay sitio. `budget`, en la política, dice cuánto puede costar un mes.',
  "the month's budget is used up (`budget` in the policy; an estimate)":
    'se ha agotado el presupuesto del mes (`budget`, en la política; una estimación)',
  'Wait for the next month, contact the customer another way, or raise `budget.monthly.hard`: `npx ventana policy apply`.':
    'Espera al mes siguiente, contacta con el cliente por otra vía o sube `budget.monthly.hard`: `npx ventana policy apply`.',
  'the limit of the policy is reached: {used} of {max} (limits.{limit})':
    'se ha llegado al límite de la política: {used} de {max} (limits.{limit})',
  'Apply the macro again tomorrow. If Meta allows you more, raise limits.{limit} in the policy: `npx ventana policy apply`.':
    'Vuelve a aplicar la macro mañana. Si Meta te permite más, sube limits.{limit} en la política: `npx ventana policy apply`.',
  'See the note on the ticket.': 'Mira la nota del ticket.',
  'Make a new template with another name (WhatsApp Manager, Message templates), and name it in the policy.':
    'Crea otra plantilla con otro nombre (WhatsApp Manager, Plantillas de mensajes), y nómbrala en la política.',
  'Wait: Meta lifts a pause after 3 to 6 hours, and Ventana goes on by itself. Make the text clearer (WhatsApp Manager, Message templates).':
    'Espera: Meta levanta la pausa entre 3 y 6 horas después, y Ventana sigue por sí sola. Haz el texto más claro (WhatsApp Manager, Plantillas de mensajes).',
  'Wait: Ventana keeps trying for a day. See https://metastatus.com.':
    'Espera: Ventana lo sigue intentando un día. Mira https://metastatus.com.',
  'Tell your Ventana administrator: `npx ventana doctor` compares each template with the policy.':
    'Avisa a quien administra Ventana: `npx ventana doctor` compara cada plantilla con la política.',
  'Connect the WhatsApp number again: Admin Center, Channels, Messaging and social, Messaging.':
    'Vuelve a conectar el número de WhatsApp: Centro de administración, Canales, Mensajería y redes sociales, Mensajería.',
  'Add a valid payment method: Meta Business Suite, Billing and payments.':
    'Añade un método de pago válido: Meta Business Suite, Facturación y pagos.',
  'See why Meta has blocked or limited the account: WhatsApp Manager, Account overview.':
    'Mira por qué Meta ha bloqueado o limitado la cuenta: WhatsApp Manager, Resumen de la cuenta.',
  'See whether the number is registered and its name approved: WhatsApp Manager, Phone numbers.':
    'Mira si el número está registrado y su nombre aprobado: WhatsApp Manager, Números de teléfono.',
} as const;
