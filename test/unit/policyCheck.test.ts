import { describe, expect, it } from 'vitest';
import { policyOf, problemsOf } from '../support/configuration';

const placed = (text: string): string[] =>
  problemsOf(text).map(({ place, message, hint }) => `${place?.line}:${place?.column} ${message}. ${hint}`);

const TEN_MISTAKES = `language: fr
language: es
quietHours: 9pm to 8am
folowUp:
  after: 24h
window:
  margin: 30h
agentWarning:
reopening:
  mode: automatic
  message: reopen
hours:
  timeZone: Europe/Madrid
  week: { mon-fri: 18:00-09:00 }
rates:
  sendsPerSecond: "5"
messages:
  reopening:
    template: { name: Reabrir, languages: [es] }
    text: { es: "Hola {{requester.firstname|cliente}}" }
`;

describe('ten mistakes of different kinds', () => {
  it('get ten messages in one run, each with line, column and hint, in the order of the file', () => {
    expect(placed(TEN_MISTAKES)).toEqual([
      '2:1 "language" is written twice. Remove one of them.',
      '3:13 quietHours ("9pm to 8am") is not a time range. Write it like 21:00-08:00 or off.',
      '4:1 "folowUp" is not known. Did you mean followUp?',
      '7:11 window.margin ("30h") must be shorter than the 24h window. Write it like 2h or 30m.',
      '8:14 agentWarning is empty. Give it a value or remove the line. Write off, or its keys: before.',
      '11:12 the message "reopen" is not under messages. Add reopen with its template under messages.',
      '14:20 hours.week.mon-fri ("18:00-09:00") ends before it starts. For a shift past midnight, write 22:00-24:00 on one day and 00:00-06:00 on the next.',
      '16:19 rates.sendsPerSecond ("5") is not a number. Write a number greater than 0; the default is 5.',
      '19:23 messages.reopening.template.name ("Reabrir") is not a template name: use lower-case letters, digits and _. Write it like consulta_pendiente.',
      '20:17 messages.reopening.text.es ("Hola {{requester.firstname|cliente}}") has the unknown placeholder {{requester.firstname|cliente}}. Did you mean {{requester.firstName}}?',
    ]);
  });
});

describe('a slip in the YAML', () => {
  it('does not hide what is wrong above it, and invents nothing below it', () => {
    const text = 'rates:\n  sendsPerSecond: -1\nfollowUp:\n  message: "reminder\n  after: 5\nmessages: {}\n';
    expect(placed(text)).toEqual([
      '2:19 rates.sendsPerSecond (-1) must be greater than 0. Write a number greater than 0; the default is 5.',
      '4:12 is not valid YAML here: Missing closing "quote. Check the indentation, the quotes and the colons of this line and the one above it.',
    ]);
  });
});

describe('the version of a policy', () => {
  const version = (text: string): string | undefined => policyOf(text).policy.ticket.version;
  const template = '{ template: { name: a_template, languages: [es] } }';
  const messages = `messages: { followUp: ${template}, incident: ${template} }`;

  it('changes with what tickets go by, the hours among it', () => {
    const versions = [messages, `followUp: { after: 48h }\n${messages}`, `quietHours: off\n${messages}`].map(version);
    expect(new Set(versions).size).toBe(3);
  });

  it('stays the same whatever the order of the file and the way of writing', () => {
    const other = `messages: { incident: ${template}, followUp: ${template} }\nfollowUp: { after: 1d }`;
    expect(version(other)).toBe(version(messages));
  });

  it('stays the same for words and rates, which no open ticket keeps', () => {
    const other = `${messages.replace('a_template', 'b_template')}\nrates: { sendsPerSecond: 9 }`;
    expect(version(other)).toBe(version(messages));
  });
});
