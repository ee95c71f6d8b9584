/** What `doctor` says of Zendesk, of Sunshine and of the templates. */
export const vendors = {
  'Admin Center, Apps and integrations, APIs, Conversations API':
    'Centro de administración, Aplicaciones e integraciones, API, API de conversaciones',
  'Admin Center, Channels, Messaging and social, Messaging':
    'Centro de administración, Canales, Mensajería y redes sociales, Mensajería',
  'Admin Center, Apps and integrations, APIs, OAuth clients':
    'Centro de administración, Aplicaciones e integraciones, API, Clientes OAuth',
  'WhatsApp Manager, Message templates': 'WhatsApp Manager, Plantillas de mensajes',
  // lo que contesta un proveedor
  '{name} cannot be reached ({message})': 'no se llega a {name} ({message})',
  'Check the network, the proxy and the base URL.': 'Revisa la red, el proxy y la URL base.',
  'the answer of {name} was lost or cannot be read ({message})':
    'la respuesta de {name} se ha perdido o no se puede leer ({message})',
  'Try again in a minute.': 'Vuelve a intentarlo dentro de un minuto.',
  '{name} rejects the credentials (401)': '{name} rechaza las credenciales (401)',
  '{name} does not allow it ({message})': '{name} no lo permite ({message})',
  '{name} has had too many requests (429)': '{name} ha recibido demasiadas peticiones (429)',
  "Try again in {it} s; other integrations are using up the account's rate limit.":
    'Vuelve a intentarlo dentro de {it} s; otras integraciones agotan el límite de la cuenta.',
  '{name} answers {status} ({message})': '{name} contesta {status} ({message})',
  'Try again in a minute; see https://status.zendesk.com for incidents.':
    'Vuelve a intentarlo dentro de un minuto; las incidencias están en https://status.zendesk.com.',
  'Check the base URL and the ids in the environment.': 'Revisa la URL base y los identificadores del entorno.',
  'Make the user that Ventana acts as an admin (Admin Center, People, Team members, Roles), and let its token have the scopes read and write: ZENDESK_OAUTH_SCOPE.':
    'Haz administrador al usuario con el que actúa Ventana (Centro de administración, Personas, Miembros del equipo, Roles), y da a su token los ámbitos read y write: ZENDESK_OAUTH_SCOPE.',
  'Create a new key in Admin Center, Apps and integrations, APIs, Conversations API, and set SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET.':
    'Crea otra clave en Centro de administración, Aplicaciones e integraciones, API, API de conversaciones, y ponla en SUNSHINE_KEY_ID y SUNSHINE_KEY_SECRET.',
  'Set ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET to a valid pair (or, as long as they work, ZENDESK_EMAIL and ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN): Admin Center, Apps and integrations, APIs.':
    'Pon en ZENDESK_OAUTH_CLIENT_ID y ZENDESK_OAUTH_CLIENT_SECRET un par válido (o, mientras funcionen, ZENDESK_EMAIL y ZENDESK_API_TOKEN, o ZENDESK_OAUTH_TOKEN): Centro de administración, Aplicaciones e integraciones, API.',
  'Set SUNSHINE_APP_ID, SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET to a valid key: Admin Center, Apps and integrations, APIs, Conversations API.':
    'Pon una clave válida en SUNSHINE_APP_ID, SUNSHINE_KEY_ID y SUNSHINE_KEY_SECRET: Centro de administración, Aplicaciones e integraciones, API, API de conversaciones.',
  // horario
  'Office hours': 'Horario de oficina',
  'from the policy file, in {timeZone}': 'del fichero de la política, en {timeZone}',
  Holidays: 'Festivos',
  'hours.holidays in the policy file': 'hours.holidays, en el fichero de la política',
  'Correct hours in the policy file, or the schedule: {schedules}.':
    'Corrige hours en el fichero de la política, o el horario: {schedules}.',
  'Create a schedule: {schedules}.': 'Crea un horario: {schedules}.',
  'schedule {it}, in {zone}': 'horario {it}, en {zone}',
  '{ahead} ahead, the last one until {last}': 'quedan {ahead}, el último hasta el {last}',
  'none ahead: the last one ended on {last}': 'no queda ninguno: el último terminó el {last}',
  'none are entered': 'no hay ninguno',
  'Add the holidays of the coming year: {where}.': 'Añade los festivos del año que viene: {where}.',
  // lo que crea setup
  'Ticket field': 'Campo de ticket',
  'User field': 'Campo de usuario',
  Trigger: 'Disparador',
  Macro: 'Macro',
  View: 'Vista',
  Sunshine: 'Sunshine',
  'Run `npx ventana setup`: it shows the plan, asks, and carries it out.':
    'Ejecuta `npx ventana setup`: muestra el plan, pregunta y lo lleva a cabo.',
  'Leftovers of setup': 'Restos de setup',
  'the policy no longer needs {it}': 'la política ya no necesita {it}',
  'is missing ({why})': 'falta ({why})',
  'as it should be, but for what it refers to and is missing': 'como debe, salvo algo a lo que remite y que falta',
  'there, created before Ventana': 'existe, de antes de Ventana',
  'as it should be': 'como debe',
  ' (and {it} more)': ' (y {it} más)',
  'Change it by hand, or rename it: `npx ventana setup` then creates its own.':
    'Cámbialo a mano, o ponle otro nombre: `npx ventana setup` creará el suyo.',
  'Run `npx ventana setup --restore` to undo the change; it shows the plan first.':
    'Ejecuta `npx ventana setup --restore` para deshacer el cambio; antes muestra el plan.',
  'is not active': 'no está activo',
  'points to {shown}, not to {shown2}': 'apunta a {shown}, y no a {shown2}',
  'its {it} was changed': 'se ha cambiado: {it}',
  'list of actions': 'lista de acciones',
  'list of conditions': 'lista de condiciones',
  'list of events': 'lista de eventos',
  'its option {option} is missing': 'falta su opción {option}',
  'its option {option} has another label': 'su opción {option} tiene otra etiqueta',
  'Macro comments': 'Comentarios de las macros',
  'none is public': 'ninguno es público',
  '{it} also writes a public comment': '{it} escribe además un comentario público',
  'Make it internal, or remove it: Admin Center, Workspaces, Agent tools, Macros.':
    'Hazlo interno o quítalo: Centro de administración, Espacios de trabajo, Herramientas del agente, Macros.',
  // Sunshine
  'Sunshine credential': 'Credenciales de Sunshine',
  'there is no app {appId}': 'no existe la app {appId}',
  'Set SUNSHINE_APP_ID to the app id shown in {keys}.': 'Pon en SUNSHINE_APP_ID el identificador que muestra {keys}.',
  'Sunshine Conversations accepts the key': 'Sunshine Conversations acepta la clave',
  'Sunshine permissions': 'Permisos de Sunshine',
  'the key reads the whole app': 'la clave lee toda la app',
  'the key is for one integration only: it has no access to templates, integrations and webhooks':
    'la clave es de una sola integración: no tiene acceso a plantillas, integraciones ni webhooks',
  'Create a key for the whole app in {keys}, and set SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET.':
    'Crea una clave para toda la app en {keys}, y ponla en SUNSHINE_KEY_ID y SUNSHINE_KEY_SECRET.',
  'WhatsApp number': 'Número de WhatsApp',
  'is of type {type}, not whatsapp': 'es de tipo {type}, y no whatsapp',
  'does not exist': 'no existe',
  'the integration {integrationId} {what}': 'la integración {integrationId} {what}',
  'the integration is there; whether it is active, Sunshine does not say':
    'la integración existe; si está activa, Sunshine no lo dice',
  'the integration is active': 'la integración está activa',
  'the integration is {status}: nothing is sent or received':
    'la integración está {status}: no se envía ni se recibe nada',
  'Connect the number again: {channels}.': 'Vuelve a conectar el número: {channels}.',
  'The app has no WhatsApp integration. Connect a number in {channels}; `npx ventana doctor` then shows its id.':
    'La app no tiene ninguna integración de WhatsApp. Conecta un número en {channels}; `npx ventana doctor` dirá su identificador.',
  'Set WHATSAPP_INTEGRATION_ID to {it}, the only WhatsApp integration of the app.':
    'Pon en WHATSAPP_INTEGRATION_ID {it}, la única integración de WhatsApp de la app.',
  'Set WHATSAPP_INTEGRATION_ID to one of the WhatsApp integrations of the app: {it}.':
    'Pon en WHATSAPP_INTEGRATION_ID una de las integraciones de WhatsApp de la app: {it}.',
  // Zendesk
  'Zendesk credential': 'Credenciales de Zendesk',
  '{account}.zendesk.com accepts the credentials': '{account}.zendesk.com acepta las credenciales',
  'Zendesk answers, but treats Ventana as an anonymous user':
    'Zendesk contesta, pero trata a Ventana como a un usuario anónimo',
  'Set {signInVariables} to a valid pair: Admin Center, Apps and integrations, APIs.':
    'Pon un par válido en {signInVariables}: Centro de administración, Aplicaciones e integraciones, API.',
  'Zendesk role': 'Rol en Zendesk',
  admin: 'administrador',
  suspended: 'suspendido',
  'not an admin but {role}': '{role}, y no administrador',
  'the user of the credential is {it}: it has no access to schedules, the ticket export, webhooks and triggers':
    'el usuario de las credenciales es {it}: no tiene acceso a horarios, exportación de tickets, webhooks ni disparadores',
  'Make it an active admin: Admin Center, People, Team members, Roles and access.':
    'Hazlo administrador activo: Centro de administración, Personas, Miembros del equipo, Roles y acceso.',
  'Zendesk requests left': 'Peticiones libres en Zendesk',
  'because Zendesk does not say how many are left': 'porque Zendesk no dice cuántas quedan',
  '{remaining} of {limit} in this minute': '{remaining} de {limit} en este minuto',
  "Find out what else makes requests: Admin Center, Apps and integrations, APIs, API activity. Ventana's own share is rates.zendeskUpdatesPerMinute in the policy file.":
    'Averigua qué más hace peticiones: Centro de administración, Aplicaciones e integraciones, API, Actividad de la API. La parte de Ventana es rates.zendeskUpdatesPerMinute, en el fichero de la política.',
  'Zendesk ticket export': 'Exportación de tickets de Zendesk',
  'because the ten requests that Zendesk allows in a minute are used up':
    'porque se han gastado las diez peticiones que Zendesk permite por minuto',
  'the sweep can read it': 'el barrido puede leerla',
  'Zendesk sign-in': 'Acceso a Zendesk',
  'with an OAuth client, whose tokens are renewed': 'con un cliente OAuth, cuyos tokens se renuevan',
  'Zendesk scope': 'Ámbito en Zendesk',
  'Zendesk user': 'Usuario de Zendesk',
  'because Zendesk does not say who it is': 'porque Zendesk no dice quién es',
  '"{name}", who has no tickets': '«{name}», que no tiene tickets',
  'Ventana acts as "{name}", who has tickets assigned: if a person works with this user, Ventana takes what they do for its own':
    'Ventana actúa como «{name}», que tiene tickets asignados: si una persona trabaja con este usuario, Ventana toma por suyo lo que haga',
  'Make an admin user for Ventana alone, and create the OAuth client anew while signed in as that user: {clients}.':
    'Crea un administrador solo para Ventana, y con él vuelve a crear el cliente OAuth: {clients}.',
  'Make an admin user for Ventana alone, and sign in with its credentials.':
    'Crea un administrador solo para Ventana, y entra con sus credenciales.',
  'Zendesk access tokens': 'Tokens de acceso de Zendesk',
  'processes can share the OAuth client': 'los procesos pueden compartir el cliente OAuth',
  "Zendesk ends an OAuth client's token when the client gets another one: processes that share it interrupt each other":
    'Zendesk anula el token de un cliente OAuth cuando este recibe otro: los procesos que lo comparten se interrumpen',
  'Give each process (receiver, every worker) an OAuth client of its own, made by the same user: {clients}; or run a single one: `npx ventana start`.':
    'Da a cada proceso (el receptor, cada worker) un cliente OAuth propio, creado por el mismo usuario: {clients}; o usa uno solo: `npx ventana start`.',
  'an API token, which may do all that its user may': 'un token de API, que puede todo lo que puede su usuario',
  '"{it}" for {it2}': '«{it}» para {it2}',
  'reading tickets with their audits, which say who changed what, schedules and the ticket export':
    'leer los tickets con sus auditorías, que dicen quién cambió qué, los horarios y la exportación de tickets',
  'updating tickets, and for setup creating fields, triggers, webhooks, macros and views':
    'actualizar los tickets y, en setup, crear campos, disparadores, webhooks, macros y vistas',
  '"{it}" is too narrow: it lacks {why}': '«{it}» se queda corto: falta {why}',
  'Set ZENDESK_OAUTH_SCOPE to "read write" or leave it out, and let the OAuth client have both: {clients}.':
    'Pon "read write" en ZENDESK_OAUTH_SCOPE, o quítala, y da ambos al cliente OAuth: {clients}.',
  'the OAuth client {name} may not have the scope "{scope}" (invalid_scope)':
    'el cliente OAuth {name} no puede tener el ámbito «{scope}» (invalid_scope)',
  'Let the client have read and write: {clients}. Ventana asks for both unless ZENDESK_OAUTH_SCOPE says otherwise.':
    'Da al cliente read y write: {clients}. Ventana pide ambos, salvo que ZENDESK_OAUTH_SCOPE diga otra cosa.',
  'the OAuth client {name} may not sign in by itself ({code})':
    'el cliente OAuth {name} no puede entrar por sí solo ({code})',
  'Create a client of the kind confidential: {clients}.': 'Crea un cliente de tipo confidencial: {clients}.',
  'Zendesk gives the OAuth client {name} no access token ({message})':
    'Zendesk no da token de acceso al cliente OAuth {name} ({message})',
  'Check ZENDESK_SUBDOMAIN and ZENDESK_BASE_URL: the address must answer POST /oauth/tokens.':
    'Revisa ZENDESK_SUBDOMAIN y ZENDESK_BASE_URL: la dirección debe contestar a POST /oauth/tokens.',
  'Regenerate the secret of the client ({clients}) and set ZENDESK_OAUTH_CLIENT_SECRET to it; Zendesk shows all of it only once.':
    'Vuelve a generar el secreto del cliente ({clients}) y ponlo en ZENDESK_OAUTH_CLIENT_SECRET; Zendesk solo lo muestra entero una vez.',
  'the secret of the OAuth client {name} is wrong': 'el secreto del cliente OAuth {name} no es correcto',
  ' (a text, not its number)': ' (un texto, no su número)',
  'Set ZENDESK_OAUTH_CLIENT_ID to the identifier{which} shown in {clients}.':
    'Pon en ZENDESK_OAUTH_CLIENT_ID el identificador{which} que muestra {clients}.',
  'there is no OAuth client {name}': 'no existe el cliente OAuth {name}',
  'there is no OAuth client {name}, or its secret is wrong: Zendesk answers as for a client that does not exist':
    'no existe el cliente OAuth {name}, o su secreto no es correcto: Zendesk contesta como si no existiera',
  '{todo} If it is that already: {secret}': '{todo} Si ya es ese: {secret}',
} as const;
