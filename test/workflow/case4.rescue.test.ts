import { describe, expect, it } from 'vitest';
import { liveWorld } from '../support/liveWorld';

const RESCUE = 'WhatsApp::Rescatar respuesta';
const TEMPLATE = 'template consulta_respondida';
const WORDS = 'Hola:\n\nEs el jueves «por la tarde», a las 17:00.  🙂';

const { play } = liveWorld();

describe('case 4: a reply that never reached the customer', () => {
  it(
    'R1 R3 R9 a reply of Tue 11:00 arrives once, word for word, with its file, after the tap on Wednesday; the webhooks of three acts were lost',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Tue 11:00');
      s.sandbox.agentReplies(s.ticketId, WORDS, { webhook: false });
      await s.at('Tue 11:01');
      const content = { type: 'file', mediaUrl: 'https://files.example/plano.pdf' } as const;
      s.sandbox.agentReplies(s.ticketId, '', { content, webhook: false });
      await s.at('Tue 11:02');
      s.sandbox.agentReplies(s.ticketId, '', { content: { type: 'carousel' }, webhook: false });
      await s.at('Tue 11:05');
      s.applies(RESCUE);
      s.sets('solved');
      await s.at('Tue 11:10');
      expect(s.received()).toEqual([`Tue 11:05 ${TEMPLATE}`]);
      await s.at('Wed 10:00');
      s.sandbox.customerTaps(s.customer, { payload: 'RESCUE', text: 'Ver la respuesta', as: 'postback' });
      await s.at('Wed 10:02');
      expect(s.received()).toEqual([`Tue 11:05 ${TEMPLATE}`, `Wed 10:00 text ${WORDS}`, 'Wed 10:00 text ']);
      expect(s.sandbox.received(s.customer).at(-1)).toMatchObject({ file: 'https://files.example/plano.pdf' });
      expect(s.notes().join('\n')).toMatch(/no enviado|no enviada: es un mensaje de tipo «carousel»/);
      expect(s.notes().join('\n')).toContain('los 2 mensajes que no le habían llegado');
      expect(s.ticket()).toMatchObject({ status: 'open' });
      // Rule 11: only ids are in Temporal.
      const history = await s.run().fetchHistory();
      // Payloads are in base64.
      const text = JSON.stringify(history).replace(/"data":"([^"]*)"/g, (_, data: string) =>
        Buffer.from(data, 'base64').toString(),
      );
      expect(text).toContain(s.ticketId);
      expect(text).toContain('repeats');
      expect(text).not.toContain('17:00');
    }),
  );

  it(
    'R5 what the agent has changed goes out as changed, and what was deleted not at all; R11 an answer that is lost sends nothing twice',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Tue 11:00');
      const said = s.sandbox.agentReplies(s.ticketId, 'El jueves');
      const wrong = s.sandbox.agentReplies(s.ticketId, 'O el viernes');
      await s.at('Tue 11:05');
      s.applies(RESCUE);
      await s.at('Tue 12:00');
      s.sandbox.editMessage(s.ticketId, said.message?.id ?? '', 'El jueves por la tarde');
      s.sandbox.deleteMessage(s.ticketId, wrong.message?.id ?? '');
      await s.at('Wed 10:00');
      s.sandbox.failRequests({
        vendor: 'sunshine',
        method: 'POST',
        path: /messages$/,
        effect: { kind: 'loseResponse' },
      });
      s.sandbox.customerTaps(s.customer, { payload: 'RESCUE', text: 'Ver la respuesta', as: 'message' });
      await s.at('Wed 10:30');
      expect(s.received()).toEqual([`Tue 11:05 ${TEMPLATE}`, 'Wed 10:00 text El jueves por la tarde']);
    }),
  );
});
