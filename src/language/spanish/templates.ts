/** What `doctor` says of each template. */
export const templates = {
  'Template {name} ({language})': 'Plantilla {name} ({language})',
  ', as the policy says': ', como dice la política',
  'Submit it for approval in {manager}, or correct {setting} in the policy file.':
    'Envíala a aprobación en {manager}, o corrige {setting} en el fichero de la política.',
  'Meta has no template {name}': 'Meta no tiene la plantilla {name}',
  'it does not exist in {language}, only in {others}': 'no existe en {language}, solo en {others}',
  'Add the language in {manager}, or correct {setting} in the policy file.':
    'Añade el idioma en {manager}, o corrige {setting} en el fichero de la política.',
  'Meta says {status}: it cannot be sent': 'Meta dice {status}: no se puede enviar',
  'See {manager}.': 'Mira {manager}.',
  'Wait: a review takes up to 24 hours.': 'Espera: una revisión tarda hasta 24 horas.',
  'Wait: Meta is reviewing its decision.': 'Espera: Meta está revisando su decisión.',
  'Read the reason in {manager}, change the text and submit it again.':
    'Lee el motivo en {manager}, cambia el texto y vuelve a enviarla.',
  'Meta paused it for 3 to 6 hours because of negative feedback; make the text clearer in {manager}, a third pause disables it.':
    'Meta la ha pausado de 3 a 6 horas por opiniones negativas; haz el texto más claro en {manager}: la tercera pausa la desactiva.',
  'Create a new template with another name in {manager}, and use that name in the policy file.':
    'Crea otra plantilla con otro nombre en {manager}, y usa ese nombre en el fichero de la política.',
  'Restore it in {manager}, or use another template in the policy file.':
    'Recupérala en {manager}, o usa otra plantilla en el fichero de la política.',
  'Use a template without it, or change it in {manager}.': 'Usa una plantilla sin ello, o cámbiala en {manager}.',
  'Correct {setting} in the policy file, or the template in {manager}.':
    'Corrige {setting} en el fichero de la política, o la plantilla en {manager}.',
  'its parts are not listed: the values that it needs are not checked':
    'sus partes no figuran: no se comprueban los valores que necesita',
  'Compare them in {manager}.': 'Compáralas en {manager}.',
  'its category is UTILITY, and the policy says marketing: customers who have stopped marketing messages do not get it':
    'su categoría es UTILITY, y la política dice marketing: no la reciben los clientes que han parado los mensajes comerciales',
  'Set {setting} to utility in the policy file.': 'Pon utility en {setting}, en el fichero de la política.',
  'Meta classified it as MARKETING: each message costs the marketing rate (about 2 to 16 times the utility rate, depending on the country), counts towards the limit of marketing messages per person, and does not reach +1 numbers':
    'Meta la ha clasificado como MARKETING: cada mensaje cuesta la tarifa de marketing (de 2 a 16 veces la de utility, según el país), cuenta para el límite de mensajes comerciales por persona y no llega a números +1',
  'Mention the ticket or its subject in the text and submit it as utility in {manager}, or ask Meta for a review within 60 days; until then set {setting} to marketing in the policy file.':
    'Menciona en el texto el ticket o su asunto y envíala como utility en {manager}, o pide a Meta una revisión antes de 60 días; hasta entonces pon marketing en {setting}, en el fichero de la política.',
  'its category is {category}, not UTILITY': 'su categoría es {category}, y no UTILITY',
  'Submit it as utility in {manager}.': 'Envíala como utility en {manager}.',
  'low (RED): Meta is about to pause it': 'baja (RED): Meta está a punto de pausarla',
  'medium (YELLOW)': 'media (YELLOW)',
  'its quality is {what}': 'su calidad es {what}',
  'Customers block or report it: make the text clearer in {manager}.':
    'Los clientes la bloquean o la denuncian: haz el texto más claro en {manager}.',
  // valores
  'the policy gives a value for button {index}, and the template has {count}':
    'la política da un valor para el botón {index}, y la plantilla tiene {count}',
  'button {index} ({type}{it})': 'botón {index} ({type}{it})',
  'it has {name}, which Ventana cannot send': 'tiene {name}, que Ventana no puede enviar',
  'it has {what}, which Ventana cannot send': 'tiene {what}, que Ventana no puede enviar',
  'its {name} {what}': 'su {name} {what}',
  'needs a value, and the policy gives none': 'necesita un valor, y la política no lo da',
  'takes no value, and the policy gives {gives}': 'no lleva valor, y la política da {gives}',
  'takes {takes}, and the policy gives {gives}': 'lleva {takes}, y la política da {gives}',
  'one button': 'un botón',
  'no buttons': 'ninguno',
  '{count} buttons': '{count} botones',
  'a header with a {spoken}': 'un encabezado de tipo {spoken}',
  'a one-time code (category AUTHENTICATION)': 'un código de un solo uso (categoría AUTHENTICATION)',
  'a {spoken}': 'una parte de tipo {spoken}',
  'limited-time offer': 'oferta por tiempo limitado',
  'its header takes no value': 'su encabezado no lleva valor',
  'it has no header': 'no tiene encabezado',
  '{it}, and the policy gives one ({gives})': '{it}, y la política da uno ({gives})',
  'its header needs {kind}, and the policy gives {kind2}':
    'su encabezado necesita {kind}, y lo que da la política es {kind2}',
  'a text value': 'un texto',
  'an image': 'una imagen',
  'a video': 'un vídeo',
  'a document': 'un documento',
  header: 'encabezado',
  body: 'cuerpo',
  'its {part} takes {wrong}': 'su {part} lleva {wrong}',
  "its {part} has {fixed} characters with the policy's fixed texts; at most {most} pass":
    'su {part} tiene {fixed} caracteres con los textos fijos de la política; pasan {most} como mucho',
  '1 value': '1 valor',
  '{count} values': '{count} valores',
  'a list': 'una lista',
  'values by name ({inBraces}), and the policy gives {it}': 'valores por su nombre ({inBraces}), y la política da {it}',
  '{count}, and the policy gives {length}': '{count}, y la política da {length}',
  'no values, and the policy gives {it}': 'ningún valor, y la política da {it}',
  'values by their order ({inBraces}), and the policy gives names':
    'valores por su orden ({inBraces}), y la política da nombres',
  'lacks {it}': 'no da {it}',
  'has {it} besides': 'da además {it}',
  '{inBraces}; the policy {it}': '{inBraces}; la política {it}',
} as const;
