import { largeNumber } from './ids';
import type { Field, FieldOption, Macro, UserField } from './settings';
import { fieldTitles } from './world';

export const makeOption = (value: string, name = value): FieldOption => ({ id: largeNumber(), name, value });

/** The ticket fields that Ventana finds by title, without those that the account lacks. */
export const seedFields = (now: number, missing: string[] = []): Field[] =>
  [
    {
      title: fieldTitles.window,
      type: 'tagger',
      values: ['open', 'closing', 'closed'].map((it) => `whatsapp_window_${it}`),
    },
    { title: fieldTitles.closesAt, type: 'text', values: [] },
    { title: fieldTitles.closesOn, type: 'date', values: [] },
    {
      title: fieldTitles.action,
      type: 'tagger',
      values: ['reopening', 'rescue', 'rescue_withdraw', 'incident', 'silence', 'unsilence'].map(
        (it) => `whatsapp_action_${it}`,
      ),
    },
    { title: fieldTitles.answer, type: 'tagger', values: ['whatsapp_answer_awaited'] },
    { title: fieldTitles.silence, type: 'tagger', values: ['whatsapp_silence_on'] },
    {
      title: fieldTitles.outcome,
      type: 'tagger',
      values: ['reminded', 'reminded_answered', 'contacted', 'contacted_answered'].map(
        (it) => `whatsapp_outcome_${it}`,
      ),
    },
  ]
    .filter((field) => !missing.includes(field.title))
    .map(({ values, ...field }) => ({
      ...field,
      id: largeNumber(),
      description: '',
      active: true,
      options: values.map((value) => makeOption(value)),
      createdAt: now,
      updatedAt: now,
    }));

export const seedOptOut = (now: number): UserField => ({
  id: largeNumber(),
  key: 'whatsapp_opt_out',
  type: 'checkbox',
  title: 'WhatsApp opt-out',
  description: '',
  active: true,
  createdAt: now,
  updatedAt: now,
});

/** The macros in the documentation. */
export function seedMacros(fields: Field[]): Macro[] {
  const action = fields.find((field) => field.title === fieldTitles.action);
  const macro = (title: string, value: string, comment: string): Macro => ({
    id: largeNumber(),
    title,
    description: null,
    active: true,
    restriction: null,
    actions: [
      ...(action ? [{ field: `custom_fields_${action.id}`, value }] : []),
      { field: 'comment_value', value: comment },
      { field: 'comment_mode_is_public', value: 'false' },
    ],
  });
  return [
    macro(
      'WhatsApp::Reabrir conversación',
      'whatsapp_action_reopening',
      'Escribió fuera de horario: reabrimos la conversación por WhatsApp.',
    ),
    macro('WhatsApp::Rescatar respuesta', 'whatsapp_action_rescue', 'Rescatamos la respuesta que no llegó.'),
    macro('WhatsApp::Silenciar este ticket', 'whatsapp_action_silence', 'Ventana no hará nada por su cuenta.'),
    macro('WhatsApp::Levantar el silencio', 'whatsapp_action_unsilence', 'Ventana vuelve a ocuparse del ticket.'),
    macro('WhatsApp::No rescatar respuesta', 'whatsapp_action_rescue_withdraw', 'La respuesta ya no hace falta.'),
    macro(
      'WhatsApp::Avisar de incidencia',
      'whatsapp_action_incident',
      'Avisamos al cliente de la incidencia por WhatsApp.',
    ),
  ];
}
