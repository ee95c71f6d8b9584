/** `doctor`, but for what it says of Zendesk, Sunshine and the templates. */
export const doctor = {
  // Centro de administración y WhatsApp Manager
  'Admin Center, Apps and integrations, Webhooks, Ventana, Activity':
    'Centro de administración, Aplicaciones e integraciones, Webhooks, Ventana, Actividad',
  'Admin Center, Objects and rules, Business rules, Schedules':
    'Centro de administración, Objetos y reglas, Reglas de negocio, Horarios',
  // informe
  'Not checked, because of {title}: {names}.': 'Sin comprobar, por {title}: {names}.',
  ' Nor, for the same reason: {names}.': ' Tampoco, por lo mismo: {names}.',
  '{title}: not checked, {found}.{too}{it}': '{title}: sin comprobar, {found}.{too}{it}',
  '{it} and {rest} more': '{it} y {rest} más',
  ' and ': ' y ',
  'because of: {cause}': 'por: {cause}',
  'because of: {title}': 'por: {title}',
  '{count} problem': '{count} problema',
  '{count} problems': '{count} problemas',
  '{count} warning': '{count} aviso',
  '{count} warnings': '{count} avisos',
  '{skipped} skipped': '{skipped} sin comprobar',
  '{ok} ok': '{ok} bien',
  none: 'ninguno',
  'no answer within {it} s': 'no hay respuesta en {it} s',
  'Check the network connection and try again.': 'Revisa la conexión de red y vuelve a intentarlo.',
  'could not be checked: {words}': 'no se ha podido comprobar: {words}',
  'Try again; if it persists, report it with this line.':
    'Vuelve a intentarlo; si sigue igual, comunícalo con esta línea.',
  // webhooks que nos llaman
  'Zendesk webhook': 'Webhook de Zendesk',
  'Sunshine v2 webhook': 'Webhook v2 de Sunshine',
  'Sunshine v1.1 webhook': 'Webhook v1.1 de Sunshine',
  'Calls of the Zendesk webhook': 'Llamadas del webhook de Zendesk',
  'Public address': 'Dirección pública',
  'because it is not known': 'porque no se conoce',
  'Run `npx ventana setup --url https://...`.': 'Ejecuta `npx ventana setup --url https://...`.',
  'because there is no such webhook': 'porque no existe ese webhook',
  'Secret of the {title}': 'Secreto: {title}',
  'in {variable}': 'está en {variable}',
  "it is not in {variable}: the webhook's calls are rejected with 401":
    'no está en {variable}: las llamadas del webhook se rechazan con un 401',
  'Run `npx ventana setup`, which stores the one in use, then restart Ventana.':
    'Ejecuta `npx ventana setup`, que guarda el que está en uso, y reinicia Ventana.',
  'because there was none in the last 7 days': 'porque no ha habido ninguna en los últimos 7 días',
  '{failed} of the last {length} failed, the last one: {last}':
    'han fallado {failed} de las últimas {length}; la última: {last}',
  'Fix the errors shown in {invocations}; Zendesk then resumes its calls by itself.':
    'Corrige los errores que muestra {invocations}; Zendesk volverá a llamar por sí solo.',
  'Zendesk has stopped calling Ventana because too many calls failed; {found}':
    'Zendesk ha dejado de llamar a Ventana porque fallaban demasiadas llamadas; {found}',
  'See the responses in {invocations}.': 'Mira las respuestas en {invocations}.',
  // reloj
  'Synchronise the clock of this machine with NTP: `timedatectl set-ntp true` on Linux.':
    'Sincroniza el reloj de esta máquina con NTP: en Linux, `timedatectl set-ntp true`.',
  Clock: 'Reloj',
  'because neither Zendesk nor Sunshine Conversations tells the time':
    'porque ni Zendesk ni Sunshine Conversations dan la hora',
  'within a minute of {it}': 'a menos de un minuto del de {it}',
  behind: 'atrasado',
  'ahead of': 'adelantado',
  "this machine's clock is {in} {it} that of {vendor}": 'el reloj de esta máquina va {in} {it} respecto al de {vendor}',
  '{found}; webhooks are rejected from 15 min on, and windows are calculated wrongly':
    '{found}; a partir de 15 min se rechazan los webhooks, y las ventanas se calculan mal',
  '{it} min': '{it} min',
  // configuración y carpeta de datos
  'Configuration and policy': 'Configuración y política',
  loaded: 'cargadas',
  'Correct the policy file: `npx ventana policy check`.':
    'Corrige el fichero de la política: `npx ventana policy check`.',
  "The vendors' addresses": 'Direcciones de los proveedores',
  'Everything else': 'Todo lo demás',
  'Data folder': 'Carpeta de datos',
  '{path} is not writable': 'no se puede escribir en {path}',
  'Make it writable for the user that runs Ventana, or set VENTANA_DATA to another folder.':
    'Da permiso de escritura al usuario que ejecuta Ventana, o pon otra carpeta en VENTANA_DATA.',
  'is writable': 'admite escritura',
  'is not there yet and can be created': 'aún no existe y se puede crear',
  '{path} {state}; the system does not say how much room is left':
    '{path} {state}; el sistema no dice cuánto espacio queda',
  'the disk of {path} is full ({room} left): nothing can be stored, so Ventana can send and write nothing':
    'el disco de {path} está lleno (quedan {room}): no se puede guardar nada, así que Ventana no puede enviar ni escribir',
  'Free some space there, or set VENTANA_DATA to a folder on a larger disk. Ventana then goes on by itself.':
    'Libera espacio ahí, o pon en VENTANA_DATA una carpeta de un disco mayor. Ventana seguirá por sí sola.',
  '{path} {state}, but has only {room} left': '{path} {state}, pero solo le quedan {room}',
  'Free some space on its disk.': 'Libera espacio en su disco.',
  '{path} {state} and has {room} left': '{path} {state} y le quedan {room}',
  'Encryption of what Temporal stores': 'Cifrado de lo que guarda Temporal',
  'on, with the keys that are configured here': 'activo, con las claves configuradas aquí',
  'off; Temporal is on this machine': 'inactivo; Temporal está en esta máquina',
  'off: {address} stores ids, times and outcomes in plain text':
    'inactivo: {address} guarda identificadores, horas y resultados sin cifrar',
  'Set VENTANA_ENCRYPTION_KEYS to id:key, the key made by `openssl rand -base64 32`.':
    'Pon en VENTANA_ENCRYPTION_KEYS id:clave, con una clave de `openssl rand -base64 32`.',
  // envíos
  'Make its text clearer, or use another template: WhatsApp Manager, Message templates.':
    'Haz el texto más claro o usa otra plantilla: WhatsApp Manager, Plantillas de mensajes.',
  'Messages on hold': 'Mensajes retenidos',
  'because no worker is running': 'porque no hay ningún worker en marcha',
  'WhatsApp has stopped {it}': 'WhatsApp ha parado {it}',
  'template {template}': 'la plantilla {template}',
  'message {message}': 'el mensaje {message}',
  'Raise it in the policy file, if your portfolio may send more (WhatsApp Manager, Account overview, Messaging limits); then `npx ventana policy apply`.':
    'Súbelo en el fichero de la política, si tu cartera puede enviar más (WhatsApp Manager, Resumen de la cuenta, Límites de mensajes); después, `npx ventana policy apply`.',
  'Budget of the month': 'Presupuesto del mes',
  'nothing has been counted yet': 'aún no se ha contado nada',
  'an estimated {spent} this month': 'coste estimado de este mes: {spent}',
  'soft budget {soft}': 'presupuesto con aviso {soft}',
  'hard budget {hard}': 'presupuesto máximo {hard}',
  'rate card of {card}': 'tarifa del {card}',
  'the budget of the month is used up: automatic messages wait ({words})':
    'se ha agotado el presupuesto del mes: los mensajes automáticos esperan ({words})',
  'the soft budget is reached ({words})': 'se ha llegado al presupuesto con aviso ({words})',
  'Nothing waits. {raise}': 'Nada queda en espera. {raise}',
  'Raise `budget.monthly.hard` in the policy file, if messages have to go; then `npx ventana policy apply`. What costs most: `npx ventana report`.':
    'Sube `budget.monthly.hard` en el fichero de la política, si los mensajes tienen que salir; después, `npx ventana policy apply`. Lo que más cuesta: `npx ventana report`.',
  'Limits of the policy': 'Límites de la política',
  'nothing has been sent yet': 'aún no se ha enviado nada',
  '{used} of {max} templates in 24 hours': '{used} de {max} plantillas en 24 horas',
  '{used} of {max} notifications this month': '{used} de {max} notificaciones este mes',
  '; room for the next template at {time}': '; hay sitio para la próxima plantilla a las {time}',
  '1 message waits': 'espera 1 mensaje',
  '{waiting} messages wait': 'esperan {waiting} mensajes',
  '{it} is reached, and {it2} ({words}){room}': 'se ha llegado a {it}, y {it2} ({words}){room}',
  'Nothing is lost: they go out one by one as room comes. {raise}':
    'No se pierde nada: salen uno a uno cuando hay sitio. {raise}',
  Sending: 'Envíos',
  'all sending is paused {pause}': 'todos los envíos están en pausa {pause}',
  'Let it go on: `npx ventana resume`, or the macro that an administrator of Zendesk applies to any ticket.':
    'Reanúdalos: `npx ventana resume`, o la macro que un administrador de Zendesk aplica a cualquier ticket.',
  'the policy only observes: what would be sent is noted on the tickets, and nothing is sent':
    'la política solo observa: en los tickets se anota lo que se enviaría, y no se envía nada',
  'not paused': 'sin pausa',
  // servicio en marcha
  'Restart Ventana.': 'Reinicia Ventana.',
  'Running service': 'Servicio en marcha',
  'Secrets of the running service': 'Secretos del servicio en marcha',
  'Webhooks received': 'Webhooks recibidos',
  'Sidebar app': 'App lateral',
  'because none runs on this machine with the data folder {dataFolder}':
    'porque en esta máquina no hay ninguno con la carpeta de datos {dataFolder}',
  'it serves {it}, but not {account}': 'atiende a {it}, pero no a {account}',
  'version {version} is running, but version {version2} is installed':
    'está en marcha la versión {version}, pero la instalada es la {version2}',
  'version {version}, process {it}, for {since}': 'versión {version}, proceso {it}, desde hace {since}',
  'those that are configured now': 'los configurados ahora',
  'setup stored newer secrets than the running service uses ({it}): webhooks are rejected with 401':
    'setup ha guardado secretos más nuevos que los que usa el servicio en marcha ({it}): los webhooks se rechazan con un 401',
  'the running service uses another {it} than is configured now':
    'el servicio en marcha usa un valor de {it} distinto del configurado ahora',
  'because no receiver runs on this machine': 'porque en esta máquina no hay ningún receptor en marcha',
  'the last one was rejected, because its signature or key is not the expected one: {it}':
    'el último se ha rechazado, porque su firma o su clave no es la esperada: {it}',
  'If nobody else calls this address: run `npx ventana setup`, which stores the secrets in use, then restart Ventana.':
    'Si nadie más llama a esta dirección: ejecuta `npx ventana setup`, que guarda los secretos en uso, y reinicia Ventana.',
  'because none has come since the service started': 'porque no ha llegado ninguno desde que arrancó el servicio',
  'Write to a WhatsApp ticket, and try again.': 'Escribe en un ticket de WhatsApp y vuelve a intentarlo.',
  'none of {name} since the service started': 'ninguno de {name} desde que arrancó el servicio',
  'the last ones: {it}': 'los últimos: {it}',
  'because it has no secret: every call of it is answered with 401':
    'porque no tiene secreto: todas sus llamadas se contestan con un 401',
  'Run `npx ventana setup`.': 'Ejecuta `npx ventana setup`.',
  'it called {ago}, with a secret that is configured': 'ha llamado {ago}, con un secreto que está configurado',
  'no call since the service started; only a call shows that it is installed and has the right secret':
    'ninguna llamada desde que arrancó el servicio; solo una llamada muestra que está instalada y con el secreto correcto',
  '{whole} min': '{whole} min',
  '{minutes} ago': 'hace {minutes}',
  'the running service says of its embedded server: {temporal}':
    'el servicio en marcha dice de su servidor incluido: {temporal}',
  'Wait a minute: the service starts it again by itself. If this line stays, see {dataFolder}/temporal.log.':
    'Espera un minuto: el servicio lo vuelve a arrancar por sí solo. Si esta línea sigue, mira {dataFolder}/temporal.log.',
  'the embedded server is not running': 'el servidor incluido no está en marcha',
  'Start Ventana: npx ventana start.': 'Arranca Ventana: npx ventana start.',
  '{found} in the data folder {dataFolder}, but another Ventana answers at port {port}':
    '{found} en la carpeta de datos {dataFolder}, pero otra Ventana contesta en el puerto {port}',
  'It is of an older version, or has another data folder. Stop it and start Ventana: npx ventana start; or, if it is the right one, set VENTANA_DATA to its folder.':
    'Es de una versión anterior, o tiene otra carpeta de datos. Párala y arranca Ventana: npx ventana start; o, si es la buena, pon su carpeta en VENTANA_DATA.',
  '{found}, and another program has port {port}': '{found}, y otro programa ocupa el puerto {port}',
  'Stop that program, or set PORT to a free one; then start Ventana: npx ventana start.':
    'Para ese programa, o pon en PORT uno libre; después arranca Ventana: npx ventana start.',
  // Temporal
  Temporal: 'Temporal',
  'answers at {address}, namespace {namespace}': 'contesta en {address}, namespace {namespace}',
  'cannot be reached ({why})': 'no se llega a él ({why})',
  'Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, the API key or certificates, and the cluster itself.':
    'Revisa TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, la clave de API o los certificados, y el propio clúster.',
  'Temporal retention': 'Retención de Temporal',
  'closed workflows are kept for {it} days': 'los workflows cerrados se guardan {it} días',
  'Keep them longer, to see why a customer got no message: temporal operator namespace update --namespace {namespace} --retention 720h.':
    'Guárdalos más tiempo, para ver por qué un cliente no recibió un mensaje: temporal operator namespace update --namespace {namespace} --retention 720h.',
  'Temporal search attributes': 'Atributos de búsqueda de Temporal',
  '{name} must be {type}': '{name} debe ser {type}',
  'of the wrong type: {list}': 'de otro tipo: {list}',
  'Use another namespace: set TEMPORAL_NAMESPACE.': 'Usa otro namespace: TEMPORAL_NAMESPACE.',
  'all present': 'están todos',
  '{length} missing: {it}': 'faltan {length}: {it}',
  'Start Ventana, which creates them if it is allowed to; otherwise run: temporal operator search-attribute create --namespace {namespace} {flags}.':
    'Arranca Ventana, que los crea si tiene permiso; si no, ejecuta: temporal operator search-attribute create --namespace {namespace} {flags}.',
  Workers: 'Workers',
  'polling all task queues': 'atienden todas las colas de tareas',
  'no worker is polling {it}: nothing is sent': 'ningún worker atiende {it}: no se envía nada',
  'Start Ventana: npx ventana start, or npx ventana worker next to a receiver.':
    'Arranca Ventana: npx ventana start, o npx ventana worker junto a un receptor.',
  Sweep: 'Barrido',
  'because it is off in the policy (sweep: off)': 'porque está desactivado en la política (sweep: off)',
  'it is not scheduled': 'no está programado',
  'Start Ventana, which schedules it: npx ventana start, or npx ventana worker.':
    'Arranca Ventana, que lo programa: npx ventana start, o npx ventana worker.',
  'its schedule is paused{it}: tickets with lost webhooks are not found':
    'su programación está en pausa{it}: no se encuentran los tickets cuyos webhooks se perdieron',
  'Resume it: temporal schedule toggle --unpause --schedule-id whatsapp-sweep:{account}.':
    'Reanúdala: temporal schedule toggle --unpause --schedule-id whatsapp-sweep:{account}.',
  'scheduled; none has finished yet': 'programado; aún no ha terminado ninguno',
  '{it} min ago': 'hace {it} min',
  'the last one ended {ago}: none has ended since, so tickets with lost webhooks are not found':
    'el último terminó {ago}: desde entonces ninguno, así que no se encuentran los tickets cuyos webhooks se perdieron',
  'See the lines Temporal and Workers, then run `npx ventana sweep`, which shows why.':
    'Mira las líneas Temporal y Workers, y ejecuta `npx ventana sweep`, que dice por qué.',
  'the last one succeeded {ago}': 'el último terminó bien {ago}',
  'the last one ended {ago} as {outcome}': 'el último terminó {ago} como {outcome}',
  "Run `npx ventana sweep`, which shows why, or open the workflow whatsapp-sweep in Temporal's UI.":
    'Ejecuta `npx ventana sweep`, que dice por qué, o abre el workflow whatsapp-sweep en la interfaz de Temporal.',
  // dirección pública
  'Start Ventana (npx ventana start), and make the proxy or tunnel at that address forward to its port.':
    'Arranca Ventana (npx ventana start), y haz que el proxy o el túnel de esa dirección lleve a su puerto.',
  '{url} answers {status}': '{url} contesta {status}',
  'Ventana answers at {origin}, called from this machine': 'Ventana contesta en {origin}, desde esta máquina',
  'something other than Ventana answers at {url}': 'en {url} contesta algo que no es Ventana',
  'nothing answers at {url} ({reason})': 'nada contesta en {url} ({reason})',
  'no answer within 10 s': 'no hay respuesta en 10 s',
} as const;
