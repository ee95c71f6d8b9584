import { describe, expect, it } from 'vitest';
import { policyOf, problemOf } from '../support/configuration';

describe('placeholders', () => {
  const withText = (text: string): string =>
    `messages:\n  incident:\n    template: { name: t, languages: [es] }\n    text:\n      es: "${text}"`;

  it('that are known are taken, with and without fallback', () => {
    const all =
      '{{requester.name}} {{requester.firstName|a}} {{ticket.id}} {{ticket.subject}} {{agent.name}} {{office.opensAt}} {{office.name}}';
    expect(() => policyOf(withText(all))).not.toThrow();
  });

  it.each([
    ['{{requester.firstname|cliente}}', 'Did you mean {{requester.firstName}}?'],
    ['{{customer}}', 'Known placeholders: requester.name'],
    ['{{ticket.id', 'an unmatched'],
    ['ticket.id}}', 'an unmatched'],
    ['{{ticket.id|}}', 'empty fallback'],
    ['{{ticket.id|a}b}}', 'a brace in the fallback'],
  ])('%s is not taken, neither in a text nor in a parameter', (placeholder, expected) => {
    expect(problemOf(withText(placeholder))).toMatch(/^ventana.yaml:5: /);
    expect(problemOf(withText(placeholder))).toContain(expected);
    const parameter = `messages:\n  incident:\n    template:\n      name: t\n      languages: [es]\n      parameters:\n        - ok\n        - "${placeholder}"`;
    expect(problemOf(parameter)).toMatch(/^ventana.yaml:8: /);
  });
});
