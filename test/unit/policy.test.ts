import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { policySchema } from '../../src/policy/policySchema';
import { policyOf, problemOf, problemsOf, projectFile } from '../support/configuration';

const template = '{ template: { name: a_template, languages: [es] } }';
const messages = `messages: { followUp: ${template}, reopening: ${template}, incident: ${template} }`;
const ticket = (text: string) => policyOf(`${text}\n${messages}`).policy.ticket;

/** Keys whose default depends on the language. */
const BY_LANGUAGE = ['macro'];

describe('ventana.example.yaml', () => {
  const text = projectFile('ventana.example.yaml');
  const example = parse(text) as Record<string, unknown>;

  it('is without problems or warnings, and every key in it has its default', () => {
    expect(policyOf(text)).toEqual(policyOf(stringify({ messages: example['messages'] })));
    expect(policyOf(text).policyWarnings).toEqual([]);
  });

  it('shows every key', () => {
    const shape = z.toJSONSchema(policySchema, { io: 'input' });
    expect(Object.keys(example).sort()).toEqual(Object.keys(shape.properties ?? {}).sort());
    for (const group of [
      'window',
      'followUp',
      'agentWarning',
      'reopening',
      'consent',
      'limits',
      'rates',
      'sweep',
      'phone',
    ]) {
      const preset = policySchema.parse({})[group as keyof z.output<typeof policySchema>];
      const shown = Object.keys(example[group] as object);
      expect(shown.filter((key) => !BY_LANGUAGE.includes(key))).toEqual(Object.keys(preset));
    }
    const { optOutKeywords, optOutReplyKeywords } = policyOf('').policy;
    expect(example['optOut']).toEqual({ keywords: optOutKeywords, replyKeywords: optOutReplyKeywords });
  });

  it('has both renditions of its messages in Spanish and English', () => {
    for (const [name, message] of Object.entries(policyOf(text).policy.messages)) {
      expect(message.template.languages).toEqual(['es', 'en']);
      // With an open window the lost words themselves go out.
      expect(Object.keys(message.text ?? {})).toEqual(name === 'rescue' ? [] : ['es', 'en']);
    }
  });
});

describe('the defaults', () => {
  it('are those of the contract', () => {
    expect(ticket('')).toEqual({
      version: expect.any(String) as string,
      windowMarginMs: 300_000,
      settleMs: 1_500,
      followUp: {
        anchor: 'agentReply',
        afterMs: 86_400_000,
        beforeMs: 3_600_000,
        graceMs: 3_600_000,
        max: 1,
        message: 'followUp',
      },
      agentWarning: { beforeMs: 7_200_000 },
      reopening: {
        mode: 'agent',
        minOfficeMs: 3_600_000,
        message: 'reopening',
        macro: 'WhatsApp::Reabrir conversación',
        followUps: 0,
      },
      proactive: { incident: { message: 'incident', followUps: 1 } },
      messages: { followUp: { hasText: false }, reopening: { hasText: false }, incident: { hasText: false } },
    });
    expect(policyOf('')).toMatchObject({
      policy: { language: 'es', optOutKeywords: ['STOP'], optOutReplyKeywords: ['BAJA'], defaultCountry: 'ES' },
      hours: { from: 'zendesk' },
      quietHours: { start: '21:00', end: '08:00' },
      rates: { sendsPerSecond: 5, zendeskUpdatesPerMinute: 50 },
      limits: { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop' },
      sweep: { everyMs: 900_000 },
    });
  });

  it('stay for the keys that a group leaves out', () => {
    expect(ticket('followUp: { after: 2d }').followUp).toMatchObject({
      afterMs: 172_800_000,
      graceMs: 3_600_000,
      max: 1,
    });
  });
});

describe('off', () => {
  it('turns a feature off', () => {
    const { followUp, reopening, agentWarning } = ticket('followUp: off\nreopening: off\nagentWarning: off');
    expect([followUp, reopening, agentWarning]).toEqual([undefined, undefined, undefined]);
    expect(policyOf('quietHours: off').quietHours).toBeUndefined();
    expect(policyOf('sweep: off').sweep).toBeUndefined();
    expect(ticket('proactive: {}').proactive).toEqual({});
  });

  it('is not written as false', () => {
    expect(problemOf('followUp: false')).toMatch(/^ventana.yaml:1: followUp .*Write off, or its keys: anchor/);
  });
});

describe('durations', () => {
  it.each([
    ['250ms', 250],
    ['2s', 2_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    ['0s', 0],
  ])('%s is taken', (text, ms) => {
    expect(ticket(`window: { margin: ${text} }`).windowMarginMs).toBe(ms);
  });

  it.each(['5', '5 minutes', '-5m', '5M', '1h30m', '24h'])('%s is not taken as a margin', (text) => {
    expect(problemOf(`window:\n  margin: "${text}"`)).toMatch(/^ventana.yaml:2: window.margin/);
  });
});

describe('O7 the opt-out words', () => {
  const words = (text: string) => {
    const { optOutKeywords, optOutReplyKeywords } = policyOf(text).policy;
    return [optOutKeywords, optOutReplyKeywords];
  };

  it('hold BAJA as a word that counts only in reply, in files of earlier versions too', () => {
    expect(words('')).toEqual([['STOP'], ['BAJA']]);
    expect(words('language: en')).toEqual([['STOP', 'UNSUBSCRIBE'], []]);
    expect(words('optOut: { keywords: [STOP, Baja, CANCELAR] }')).toEqual([['STOP', 'CANCELAR'], ['Baja']]);
    expect(words('optOut: { keywords: [STOP] }')).toEqual([['STOP'], []]);
    expect(words('optOut: { keywords: [STOP, BAJA], replyKeywords: [] }')).toEqual([['STOP', 'BAJA'], []]);
    expect(words('optOut: { replyKeywords: [FIN] }')).toEqual([['STOP'], ['FIN']]);
  });

  it('may not be in both lists, and STOP always counts', () => {
    const text = 'optOut:\n  keywords: [STOP, ALTO]\n  replyKeywords: [álto, Stop, BAJA]';
    expect(problemsOf(text).map(({ message }) => message)).toEqual([
      '"álto" is under keywords too',
      '"Stop" always counts',
    ]);
  });

  it('that always count are warned of where they are ordinary answers', () => {
    const { policyWarnings } = policyOf('optOut: { keywords: [STOP, FIN], replyKeywords: [] }');
    expect(policyWarnings.filter((it) => it.includes('optOut'))).toEqual([expect.stringContaining('"FIN"')]);
    expect(policyOf('').policyWarnings.filter((it) => it.includes('optOut'))).toEqual([]);
  });
});

describe('messages that are named', () => {
  it('must be there where the file names them', () => {
    const text = `followUp:\n  message: reminder\nreopening:\n  message: x\nproactive:\n  outage: {}\n  delay: { message: y }\n${messages}`;
    expect(problemsOf(text).map(({ where }) => where)).toEqual([
      'ventana.yaml:2',
      'ventana.yaml:4',
      'ventana.yaml:6',
      'ventana.yaml:7',
    ]);
  });

  it('switch their feature off, with a warning, where only a default names them', () => {
    const { policy, policyWarnings } = policyOf(`followUp: { after: 2h }\nmessages: { folowUp: ${template} }`);
    expect(policy.ticket.followUp).toBeUndefined();
    expect(policy.ticket.reopening).toBeUndefined();
    expect(policy.ticket.proactive).toEqual({});
    expect(policyWarnings.join('\n')).toMatch(/followUp is off.*folowUp/);
    expect(policyWarnings).toHaveLength(4);
  });

  it('R1 rescue is off, without a warning, where neither it nor its message is there; with its message it is on', () => {
    expect(ticket('proactive: {}').rescue).toBeUndefined();
    expect(policyOf('rescue: {}').policyWarnings.join('\n')).toMatch(/rescue is off/);
    const withMessage = `messages: { rescue: ${template} }`;
    expect(policyOf(withMessage).policy.ticket.rescue).toEqual({
      mode: 'agent',
      deliver: 'always',
      expiresMs: 72 * 3_600_000,
      message: 'rescue',
    });
    expect(policyOf(`rescue: off\n${withMessage}`).policy.ticket.rescue).toBeUndefined();
  });

  it('are not missed by a feature that is off', () => {
    expect(policyOf('followUp: off\nreopening: off\nproactive: {}').policyWarnings).toEqual([]);
  });

  it('of a proactive action go by its name where the file says no other', () => {
    expect(ticket('proactive: { incident: {}, delay: { message: followUp, followUps: 0 } }').proactive).toEqual({
      incident: { message: 'incident', followUps: 1 },
      delay: { message: 'followUp', followUps: 0 },
    });
  });

  it('keep namespace, parameters and texts as written', () => {
    const text = `
messages:
  followUp:
    template: { name: t, namespace: n, languages: [es_MX, en], parameters: ["{{ ticket.subject | tu consulta }}"] }
    text: { es: "Hola {{agent.name|equipo}}" }`;
    expect(policyOf(text).policy.messages['followUp']).toEqual({
      template: {
        name: 't',
        namespace: 'n',
        languages: ['es_MX', 'en'],
        parameters: ['{{ ticket.subject | tu consulta }}'],
      },
      text: { es: 'Hola {{agent.name|equipo}}' },
    });
    expect(policyOf(text).policy.ticket.messages).toEqual({ followUp: { hasText: true } });
  });
});

describe('a problem of the policy file', () => {
  it.each([
    [
      'a misspelt key',
      'language: es\nfolowUp:\n  after: 2h',
      'ventana.yaml:2: "folowUp" is not known. Did you mean followUp?',
    ],
    [
      'a misspelt key of a group',
      'rates:\n  sendPerSecond: 5',
      'ventana.yaml:2: "sendPerSecond" is not known under rates. Did you mean sendsPerSecond?',
    ],
    ['an unknown key', 'colour: red', 'ventana.yaml:1: "colour" is not known. Known keys: mode, language, hours,'],
    [
      'a value of the wrong kind',
      'rates:\n  sendsPerSecond: "5"',
      'ventana.yaml:2: rates.sendsPerSecond ("5") is not a number.',
    ],
    [
      'a rate of nothing',
      'rates:\n  sendsPerSecond: 0',
      'ventana.yaml:2: rates.sendsPerSecond (0) must be greater than 0.',
    ],
    [
      'a limit below nothing',
      'limits:\n\n  templatesPerDay: -1',
      'ventana.yaml:3: limits.templatesPerDay (-1) must be greater than 0.',
    ],
    [
      'a value that is not listed',
      'limits: { whenReached: maybe }',
      'ventana.yaml:1: limits.whenReached ("maybe") is not one of the allowed values. Write stop or warn.',
    ],
    ['a sweep that never ends', 'sweep: { every: 10s }', 'ventana.yaml:1: sweep.every ("10s") must be from 1m to 24h.'],
    ['an empty key', 'language: es\nfollowUp:', 'ventana.yaml:2: followUp is empty.'],
    ['a missing key', 'messages:\n  a:\n    text: { es: Hola }', 'ventana.yaml:2: messages.a.template is missing.'],
    [
      'a message without languages',
      'messages:\n  a:\n    template: { name: t, languages: [] }',
      'ventana.yaml:3: messages.a.template.languages is empty.',
    ],
    [
      'a name that no template has',
      'messages:\n  a:\n    template: { name: My-Template, languages: [es] }',
      'ventana.yaml:3: messages.a.template.name ("My-Template")',
    ],
    [
      'a country that is none',
      'phone: { defaultCountry: Spain }',
      'ventana.yaml:1: phone.defaultCountry ("Spain") is not a country.',
    ],
    [
      'the name of another action',
      `proactive:\n  reopening: { message: followUp }\n${messages}`,
      `ventana.yaml:2: "reopening" is the name of one of Ventana's own actions.`,
    ],
    [
      'the name of an action for lost replies',
      `proactive:\n  rescue_withdraw: { message: followUp }\n${messages}`,
      `ventana.yaml:2: "rescue_withdraw" is the name of one of Ventana's own actions.`,
    ],
    [
      'lost replies that never expire',
      `rescue: { expires: 8d }\n${messages}`,
      'ventana.yaml:1: rescue.expires ("8d") must be longer than zero and at most 7d.',
    ],
    [
      'an action that no tag can name',
      `proactive:\n  Outage: { message: followUp }\n${messages}`,
      'ventana.yaml:2: "Outage" is not an action name',
    ],
    [
      'a key that is there twice',
      'language: es\nlanguage: en',
      'ventana.yaml:2: "language" is written twice. Remove one of them.',
    ],
    [
      'quiet hours of no length',
      'quietHours: 08:00-08:00',
      'ventana.yaml:1: quietHours ("08:00-08:00") starts and ends at the same time.',
    ],
    ['an alias without anchor', 'language: *es', 'ventana.yaml:1: *es has no meaning'],
  ])('has its line, a name and a remedy: %s', (_name, text, expected) => {
    expect(problemOf(text).slice(0, expected.length)).toBe(expected);
  });

  it('does not hide another one', () => {
    expect(problemsOf('language: fr\nrates: { sendsPerSecond: x }\nphone: { defaultCountry: XX }')).toHaveLength(3);
  });
});
