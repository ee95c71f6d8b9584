import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies';
import type { KeyedNote, TicketUpdate } from '../../activities/orders';
import { quoted } from '../../activities/quote';
import { parseStoredMessage } from '../../src/vendors/sunshine/internal/message';

const SEND_ID = '35436-followUp-a1:template:1';
const keyed: KeyedNote = {
  key: `sent:${SEND_ID}`,
  note: { kind: 'sent', purpose: { kind: 'followUp', name: 'followUp' }, message: 'followUp', rendition: 'template' },
};
const update: TicketUpdate = { ticketId: '35436', notes: [keyed], conversationId: 'c1' };

const ours = (content: object, sendId = SEND_ID) =>
  parseStoredMessage({
    id: `m of ${sendId}`,
    received: '2026-11-24T10:00:00Z',
    author: { type: 'business' },
    content,
    metadata: { sendId },
  });
const template = (parameters: object[], header: object[] = []) => ({
  type: 'template',
  template: {
    name: 'consulta_pendiente',
    language: { policy: 'deterministic', code: 'es' },
    components: [...(header.length > 0 ? [{ type: 'header', parameters: header }] : []), { type: 'body', parameters }],
  },
});

const texts: Record<string, { header?: string; body: string }> = {
  'consulta_pendiente:es': { header: 'Caso {{1}}', body: 'Hola {{1}},\n¿seguimos con el caso {{2}}?' },
  'by_name:es': { body: 'Hola {{name}}' },
};
const depsWith = (parts: object): Dependencies =>
  ({
    policy: {
      messages: {
        followUp: { template: { name: 'by_name', languages: ['es'], parameters: { name: '{{requester.name}}' } } },
      },
    },
    templateTexts: (name: string, language: string) => Promise.resolve(texts[`${name}:${language}`]),
    ...parts,
  }) as unknown as Dependencies;
const listing = (...messages: object[]) => depsWith({ sunshine: { messages: () => Promise.resolve(messages) } });

describe('Z23 the note quotes what the customer got', () => {
  it('of a template: its fixed texts with the values that were sent', async () => {
    const sent = ours(
      template(
        [
          { type: 'text', text: 'Ana' },
          { type: 'text', text: '35436' },
        ],
        [{ type: 'text', text: '7' }],
      ),
    );
    expect(await quoted(listing(ours({ type: 'text', text: 'another' }, 'x:text:1'), sent), update, keyed)).toBe(
      '\n\n> Caso 7\n> Hola Ana,\n> ¿seguimos con el caso 35436?',
    );
  });

  it('of a free-form text: its words, also where the note is a second one', async () => {
    const deps = listing(ours({ type: 'text', text: 'Hola, ¿seguimos?' }));
    const second = (key: string) => quoted(deps, update, { ...keyed, key });
    expect(await second(`sent:${SEND_ID}:again1`)).toBe('\n\n> Hola, ¿seguimos?');
    expect(await second('arrived:35436-followUp-a1')).toBe('\n\n> Hola, ¿seguimos?');
  });

  it('of a notification, which no list shows: rendered once more', async () => {
    const { conversationId: _none, ...notified } = update;
    const zendesk = {
      ticket: () => Promise.resolve({ id: '35436', requesterId: '7', subject: '' }),
      user: () => Promise.resolve({ id: '7', name: 'Ana Gil', locale: 'es' }),
    };
    expect(await quoted(depsWith({ zendesk }), notified, keyed)).toBe('\n\n> Hola Ana Gil');
  });
});

describe('Z23 the note is written without a quotation', () => {
  it.each<[string, Dependencies]>([
    ['Sunshine does not answer', depsWith({ sunshine: { messages: () => Promise.reject(new Error('502')) } })],
    ['the list does not have it yet', listing()],
    [
      'Meta has no such template, or does not say',
      listing(ours({ ...template([]), template: { name: 'other', language: { code: 'es' } } })),
    ],
    ['its content cannot be read', listing(ours({ type: 'template', template: 7 }))],
  ])('where %s', async (_why, deps) => {
    expect(await quoted(deps, update, keyed)).toBe('');
  });

  it('where it tells of something else', async () => {
    const deps = listing(ours({ type: 'text', text: 'secret' }));
    expect(await quoted(deps, update, { key: keyed.key, note: { kind: 'optedOut' } })).toBe('');
  });
});
