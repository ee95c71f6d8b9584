/** G36: what others write is shown as it is, and never filled in or carried out by Zendesk or Sunshine. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert } from '../../activities/inert';
import { firstName, personName } from '../../activities/personName';
import { foreignValue } from '../../activities/values';
import { ticketUpdate } from '../../src/vendors/zendesk/internal/change';

const OPEN = /\{\p{Cf}*[{%]|%\p{Cf}*(?:\[|\(\()|&\p{Cf}*\(\(/u;
const pieces = fc
  .array(fc.constantFrom('{', '{', '%', '[', '(', '&', '\\', '}', ' ', '\u200b', '\u2060', 'a', 'ticket.id', '\n'), {
    maxLength: 30,
  })
  .map((it) => it.join(''));

describe('G36 placeholders and shorthand in what others write', () => {
  it.each([
    ['{{ticket.id}}', '{ {ticket.id}}'],
    ['\\{{ticket.id}}', '\\{ {ticket.id}}'],
    ['\\\\{{{x}}}', '\\\\{ { {x}}}'],
    ['{% if true %}x{% endif %}', '{ % if true %}x{ % endif %}'],
    ['{\u200b{x}}', '{ \u200b{x}}'],
    ['%[Pay](url:https://x.test) %((template:y))%', '% [Pay](url:https://x.test) % ((template:y))%'],
    ['&((template=[[z]]))&', '& ((template=[[z]]))&'],
    ['100 % {ok} (a & b) [c]', '100 % {ok} (a & b) [c]'],
  ])('G36 %s', (text, shown) => expect(inert(text)).toBe(shown));

  it('G36 none is left, in notes, values, names and what a macro writes', () => {
    const fields = { window: undefined, closesAt: undefined, action: undefined, answer: undefined };
    fc.assert(
      fc.property(pieces, (text) => {
        expect(inert(text)).not.toMatch(OPEN);
        expect(foreignValue(text)).not.toMatch(OPEN);
        expect(personName(text) ?? '').not.toMatch(OPEN);
        expect(firstName(text) ?? '').not.toMatch(OPEN);
        const macro = { id: '7', ticket: { subject: text, custom_fields: [{ id: '1', value: text }] }, comment: text };
        const update = ticketUpdate({ note: `Nota ${text}`, macro }, fields as never);
        const written = update as { subject: string; comment: { body: string }; custom_fields: { value: string }[] };
        for (const it of [written.subject, written.comment.body, written.custom_fields[0]?.value])
          expect(it).not.toMatch(OPEN);
      }),
      { numRuns: 500 },
    );
  });
});
