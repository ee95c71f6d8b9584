import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePolicy } from '../../src/policy/policy';
import { policyJsonSchema } from '../../src/policy/policyJsonSchema';
import { projectFile } from '../support/configuration';

const FILE = 'docs/policy.schema.json';
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(policyJsonSchema());

const bySchema = (text: string): boolean => validate(parse(text) ?? {});
const byCheck = (text: string): boolean => !('problems' in parsePolicy(text, 'ventana.yaml'));

const template = '{ template: { name: a_template, languages: [es] } }';

describe('the JSON Schema of the policy', () => {
  it(`is the one in ${FILE}; "vitest -u" writes it anew`, async () => {
    const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(resolve(__dirname, '../..', FILE));
  });

  it('is named in the example, so that editors find it', () => {
    expect(projectFile('ventana.example.yaml').split('\n')[0]).toBe(`# yaml-language-server: $schema=${FILE}`);
  });

  it.each([
    ['the example', projectFile('ventana.example.yaml')],
    ['an empty file', ''],
    ['features that are off', 'followUp: off\nagentWarning: off\nreopening: off\nsweep: off\nquietHours: off'],
    ['hours by the name of a schedule', 'hours: { schedule: Oficina }'],
    [
      'hours written here',
      'hours: { timeZone: Europe/Madrid, week: { mon-thu: "9:00-14:00, 15:30-18:30", "fri,sat": [09:00-12:00] }, holidays: [2026-12-24..2026-12-26] }',
    ],
    ['every unit of time', 'followUp: { after: 1.5d, before: 90m, grace: 30s }\nwindow: { margin: 500ms }'],
    ['messages with and without text', `messages: { followUp: ${template} }`],
    [
      'a template with all its parts',
      'messages: { followUp: { template: { name: t, languages: [pt_BR], header: { text: a }, parameters: { a: b }, buttons: [{ index: 0, code: A }] } } }',
    ],
    ['parts of numbers', 'rates: { sendsPerSecond: 0.5 }'],
  ])('takes what the check takes: %s', (_name, text) => {
    expect([bySchema(text), byCheck(text)]).toEqual([true, true]);
  });

  it.each([
    ['a misspelt key', 'folowUp: { after: 2h }'],
    ['a misspelt key of a group', 'followUp: { afer: 2h }'],
    ['a language of no notes', 'language: fr'],
    ['a duration in words', 'followUp: { after: 24 hours }'],
    ['a duration as a number', 'window: { margin: 5 }'],
    ['off written as false', 'followUp: false'],
    ['a day that is none', 'hours: { timeZone: Europe/Madrid, week: { lun-vie: 09:00-18:00 } }'],
    ['a time that no clock shows', 'hours: { timeZone: Europe/Madrid, week: { mon: 09:00-25:00 } }'],
    ['half of the hours', 'hours: { timeZone: Europe/Madrid }'],
    ['quiet hours in words', 'quietHours: at night'],
    ['half a reminder', 'followUp: { max: 1.5 }'],
    ['no reminders at all', 'followUp: { max: 0 }'],
    ['a rate of nothing', 'rates: { sendsPerSecond: 0 }'],
    ['no keywords', 'optOut: { keywords: [] }'],
    ['an action with a capital letter', 'proactive: { Incident: {} }'],
    ['a message without a template', 'messages: { followUp: { text: { es: Hola } } }'],
    ['a template without languages', 'messages: { followUp: { template: { name: t, languages: [] } } }'],
    ['a template with a name of Zendesk', 'messages: { followUp: { template: { name: Follow Up, languages: [es] } } }'],
    ['a language in words', 'messages: { followUp: { template: { name: t, languages: [Spanish] } } }'],
    ['a language with a hyphen', 'messages: { followUp: { template: { name: t, languages: [pt-BR] } } }'],
    ['a part that no template has', 'messages: { a: { template: { name: t, languages: [es], footer: x } } }'],
    ['an empty key', 'agentWarning:'],
    ['a list', '- followUp'],
  ])('refuses what the check refuses: %s', (_name, text) => {
    expect([bySchema(text), byCheck(text)]).toEqual([false, false]);
  });

  it.each([
    ['a margin longer than the window', 'window: { margin: 30h }'],
    ['a zone that no map has', 'hours: { timeZone: Mars/Olympus, week: { mon: 09:00-18:00 } }'],
    ['a message that is not there', 'followUp: { message: nowhere }'],
    ['an unknown placeholder', `messages: { a: { template: { name: t, languages: [es] }, text: { es: "{{who}}" } } }`],
    ['the 30th of February', 'hours: { timeZone: Europe/Madrid, week: { mon: 09:00-18:00 }, holidays: [2026-02-30] }'],
  ])('leaves to the check what needs more than a pattern: %s', (_name, text) => {
    expect([bySchema(text), byCheck(text)]).toEqual([true, false]);
  });
});
