import type { TemplateDefinition } from '../sandbox';

/** The templates of ventana.example.yaml, as if Meta had approved them. */
export const templates: TemplateDefinition[] = [
  {
    name: 'seguimiento_ticket',
    language: 'es',
    body: 'Hola {{1}}, seguimos pendientes de tu respuesta sobre la consulta {{2}}. ¿Pudiste verla?',
  },
  {
    name: 'reapertura_ticket',
    language: 'es',
    body: 'Hola {{1}}, nos escribiste fuera de nuestro horario. Ya estamos aquí: responde a este mensaje y te atendemos.',
  },
  {
    name: 'aviso_incidencia',
    language: 'es',
    body: 'Hola {{1}}, tenemos novedades que te afectan. Responde a este mensaje y te las contamos.',
  },
];

/** What the customer reads. */
export function readAs(template: string, parameters: readonly string[]): string {
  const body = templates.find(({ name }) => name === template)?.body ?? '(a template that the demo does not know)';
  return body.replace(/\{\{(\d+)\}\}/g, (hole, index: string) => parameters[Number(index) - 1] ?? hole);
}
