import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/operator/cli/commands';
import { parse } from '../../src/operator/cli/parse';
import { environmentSchema } from '../../src/config/internal/environmentSchema';
import { secretNames } from '../../src/config/internal/secretFiles';
import { seedTemplates } from '../../sandbox';
import { blocksOf as outputsOf } from '../guides/outputs';
import { policyOf, projectFile } from '../support/configuration';
import { incidentNames } from '../support/incidents';

const COMMAND_LINE = { commands, version: '0', width: 80 };
/** Where options are: together they have all that the guides name by themselves. */
const HELPS = ['setup', 'doctor', 'policy apply'];
const GUIDES = ['get-started', 'templates', 'operations', 'troubleshooting'];
/** Outputs of "Get started" that are of `status` and `doctor`; those of the incidents all are. */
const SPOKEN = ['doctor', 'status pending', 'status answered'];
const guide = (language: string, name: string): string => projectFile(`docs/guide/${language}/${name}.md`);
const all = ['en', 'es'].flatMap((language) =>
  GUIDES.map((name) => ({ file: `${language}/${name}.md`, text: guide(language, name) })),
);

const blocksOf = (text: string): { kind: string; lines: string }[] =>
  [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, kind = '', lines = '']) => ({ kind, lines }));
const proseOf = (text: string): string => text.replace(/^```.*?^```$/gms, '');
const headingsOf = (text: string): number[] =>
  [...proseOf(text).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
const typed = (text: string): string =>
  blocksOf(text)
    .filter(({ kind }) => kind === 'sh')
    .map(({ lines }) => lines)
    .join('\n');
/** What is meant to be typed or set: shell blocks, and code within sentences. */
const codeOf = (text: string): string[] => [
  ...typed(text).split('\n'),
  ...[...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
];

/** Every variable that is read: Ventana's, the sandbox's and compose's. */
const settings = [
  ...Object.keys(environmentSchema.shape),
  ...secretNames.map((name) => `${name}_FILE`),
  ...(projectFile('sandbox/main.ts').match(/SANDBOX_\w+/g) ?? []),
  ...[...projectFile('docker-compose.yml').matchAll(/[^$]\$\{([A-Z_]+):/g)].map(([, name = '']) => name),
];

describe.each(GUIDES)('the guide %s', (name) => {
  it('has the same headings in both languages', () => {
    expect(headingsOf(guide('es', name))).toEqual(headingsOf(guide('en', name)));
  });

  it('has the same blocks of code in both languages', () => {
    const code = (language: string) => blocksOf(guide(language, name)).filter(({ kind }) => kind !== 'text');
    expect(code('es')).toEqual(code('en'));
  });

  it('shows the same outputs in both languages: of status and doctor in Spanish, which J47 speaks, of others the same', () => {
    const [en, es] = ['en', 'es'].map((language) => outputsOf(guide(language, name)));
    expect(es?.map(({ name: output }) => output)).toEqual(en?.map(({ name: output }) => output));
    const spoken = [...SPOKEN, ...incidentNames] as string[];
    for (const [index, { name: output, shown }] of (en ?? []).entries())
      if (spoken.includes(output)) expect([output, es?.[index]?.shown]).not.toEqual([output, shown]);
      else expect([output, es?.[index]?.shown]).toEqual([output, shown]);
  });
});

describe.each(all)('$file', ({ file, text }) => {
  const lines = codeOf(text).flatMap((code) => /^(?:npx )?ventana (?!is |:)([^|>&]*)/.exec(code)?.[1] ?? []);

  it.runIf(lines.length > 0).each(lines)('names a command that exists: ventana %s', async (line) => {
    const request = await parse(line.trim().split(/\s+/), COMMAND_LINE);
    expect(request).toHaveProperty('job');
  });

  it('names only options that exist', async () => {
    const named = codeOf(text).filter((code) => code.startsWith('--'));
    const help = await Promise.all(HELPS.map((it) => parse([...it.split(' '), '--help'], COMMAND_LINE)));
    const known = help.map((it) => ('text' in it ? it.text : '')).join('\n');
    expect(named.filter((option) => !known.includes(`${option} `))).toEqual([]);
  });

  it('names only variables that are read', () => {
    const named = codeOf(text).flatMap((code) => code.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]\b/g) ?? []);
    expect(named.filter((it) => !settings.includes(it))).toEqual([]);
  });

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(projectFile('package.json')) as { scripts: Record<string, string> };
    const named = codeOf(text).flatMap((code) => /npm run (?:--silent )?([\w:-]+)/.exec(code)?.[1] ?? []);
    expect(named.filter((it) => !(it in scripts))).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...proseOf(text).matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
    const folder = join('docs/guide', file, '..');
    const isThere = (link: string): boolean =>
      readdirSync(join(__dirname, '../..', folder, link, '..')).includes(link.split('/').at(-1) ?? '');
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });
});

describe('operations', () => {
  it.each(['en', 'es'])('says in %s what to do at each alert', (language) => {
    const alerts = [...projectFile('deploy/monitoring/alerts.yaml').matchAll(/alert: (\w+)/g)].map(([, it = '']) => it);
    const told = [...guide(language, 'operations').matchAll(/^\| `(Ventana\w+)`/gm)].map(([, it = '']) => it);
    expect(told.sort()).toEqual(alerts.sort());
  });
});

describe('the templates to submit', () => {
  interface Submission {
    name: string;
    language: string;
    category: string;
    components: { type: string; text: string; example?: { body_text: string[][] }; buttons?: { text: string }[] }[];
  }
  const folder = join(__dirname, '../../docs/guide/templates');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const submissions = files.map((file) => JSON.parse(projectFile(`docs/guide/templates/${file}`)) as Submission);
  const { messages } = policyOf(projectFile('docs/guide/templates/messages.yaml')).policy;
  const bodyOf = ({ components }: Submission) => components.find(({ type }) => type === 'BODY')!;

  it('are one for each message and language of the policy lines', () => {
    const wanted = Object.values(messages).flatMap(({ template }) =>
      template.languages.map((language) => `${template.name}.${language}.json`),
    );
    expect(files.sort()).toEqual(wanted.sort());
    expect(submissions.map(({ name, language }) => `${name}.${language}.json`).sort()).toEqual(wanted.sort());
  });

  it.each(submissions)('$name ($language) takes as many values as the policy gives, and has as many samples', (it) => {
    const { text, example } = bodyOf(it);
    const { parameters } = Object.values(messages).find(({ template }) => template.name === it.name)!.template;
    const variables = [...text.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number));
    const values = Object.values(parameters);
    expect(variables).toEqual(values.map((_, index) => index + 1));
    expect(example?.body_text[0]).toHaveLength(values.length);
  });

  it.each(submissions)('$name ($language) keeps to what Meta asks of a utility template', (it) => {
    const { text } = bodyOf(it);
    expect(it.category).toBe('UTILITY');
    expect(text).not.toMatch(/^\{\{|\}\}$/);
    expect(it.components.find(({ type }) => type === 'FOOTER')!.text.length).toBeLessThanOrEqual(60);
  });

  const example = policyOf(projectFile('ventana.example.yaml')).policy.messages;
  const shipped = Object.values(example).flatMap(({ template: { name, languages, parameters } }) =>
    languages.map((language) => ({ name, language, parameters: Object.keys(parameters).length })),
  );

  it.each(shipped)('have $name ($language), which the example names, with $parameters values', (wanted) => {
    const found = submissions.find(({ name, language }) => name === wanted.name && language === wanted.language);
    expect(found && new Set(bodyOf(found).text.match(/\{\{\d+\}\}/g)).size).toBe(wanted.parameters);
  });

  it('are those of the example, with the same messages', () => {
    expect(example).toEqual(messages);
  });

  it('are those that the sandbox has, word for word', () => {
    const known = ({ name, language, body }: { name: string; language: string; body: string }) =>
      `${name}.${language}: ${body}`;
    expect(seedTemplates().map(known).sort()).toEqual(
      submissions.map((it) => known({ ...it, body: bodyOf(it).text })).sort(),
    );
  });

  it('stand on the page of both languages as they are in the files', () => {
    const page = projectFile('docs/guide/templates/README.md');
    const parts = submissions.flatMap(({ components }) => components.flatMap((it) => it.buttons ?? [it]));
    for (const { text: part } of parts) expect(page).toContain(part);
  });

  it('T5 have beside them one with a header, names and buttons, as the policy takes it', () => {
    const whole = blocksOf(guide('en', 'templates')).filter(({ kind }) => kind === 'yaml')[0]!.lines;
    expect(Object.keys(policyOf(whole).policy.messages['followUp']!.template)).toEqual(
      expect.arrayContaining(['header', 'parameters', 'buttons']),
    );
  });
});
