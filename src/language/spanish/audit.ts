/** What `audit` says while it reads, and why it ends without a report; the report itself is in src/audit/words. */
export const audit = {
  'Reading: {read} of {of} WhatsApp tickets ({looked} changed tickets looked through)':
    'Leyendo: {read} de {of} tickets de WhatsApp ({looked} tickets con cambios revisados)',
  ', about {minutes} min left': ', quedan unos {minutes} min',
  'Written: {path}': 'Escrito: {path}',
  'Nothing was read yet. Run it without --offline first.': 'Aún no se ha leído nada. Ejecútalo primero sin --offline.',
  '--html and --csv want the name of a file.': '--html y --csv necesitan el nombre de un fichero.',
  '{path} cannot be written ({code}).': 'No se puede escribir {path} ({code}).',
  '--since {text}: write days back, as 30d, or a date, as 2026-11-01.':
    '--since {text}: escribe cuántos días atrás, como 30d, o una fecha, como 2026-11-01.',
  // lo que se dice de cualquier orden que falla
  'The fault is on its side: see {page}, and try again later.':
    'El fallo es suyo: mira {page} y vuelve a intentarlo más tarde.',
  '{name} cannot be reached from here. Check the network and {settings}, then: npx ventana doctor':
    'Desde aquí no se llega a {name}. Revisa la red y {settings}, y después: npx ventana doctor',
  "There is no file .env in {folder}. Run the command in Ventana's folder, or copy .env.example to .env there and fill it in.":
    'No hay ningún fichero .env en {folder}. Ejecuta la orden en la carpeta de Ventana, o copia allí .env.example como .env y rellénalo.',
  'ZENDESK_SUBDOMAIN (or ZENDESK_BASE_URL)': 'ZENDESK_SUBDOMAIN (o ZENDESK_BASE_URL)',
  'ZENDESK_SUBDOMAIN (or SUNSHINE_BASE_URL)': 'ZENDESK_SUBDOMAIN (o SUNSHINE_BASE_URL)',
} as const;
