/** `ventana policy check --templates` and `policy apply` compare a policy with Meta's templates before it is in use. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/operator/cli/cli';
import { policy } from '../../src/operator/cli/commands/policy';
import { type Sandbox, startSandbox } from '../../sandbox';

const folder = mkdtempSync(join(tmpdir(), 'ventana-templates-'));
const FILE = join(folder, 'next.yaml');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const right = "parameters: ['{{requester.firstName|cliente}}', '{{ticket.id}}']";
const fileWith = (rest: string): string => `reopening: off
proactive: {}
messages:
  followUp:
    template:
      name: consulta_pendiente
      languages: [es]
      category: utility
      ${rest}
`;

async function ventana(text: string, args: string[], environment: Record<string, string> = {}) {
  writeFileSync(FILE, text);
  const settings = { ...sandbox.env(), VENTANA_DATA: folder, VENTANA_POLICY: FILE, ...environment };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const said = { out: '', aside: '' };
  const code = await runCli(['policy', ...args], {
    commands: [policy],
    version: '0',
    stdout: { write: (line) => void (said.out += line) },
    stderr: { write: (line) => void (said.aside += line) },
  });
  return { code, ...said };
}

describe('T6 policy check --templates', () => {
  it('names what does not fit, with its line', async () => {
    const { code, out } = await ventana(fileWith("parameters: ['{{ticket.id}}']"), ['check', FILE, '--templates']);
    expect(out).toContain(
      `${FILE}:9:7: Template consulta_pendiente (es): its body takes 2 values, and the policy gives 1\n`,
    );
    expect(out).toContain('Correct messages.followUp.template.parameters in the policy file');
    expect(out).toMatch(/1 problem\.\n$/);
    expect(code).toBe(2);
  });

  it('names the template and the language that Meta does not have', async () => {
    const text = fileWith(right).replace('[es]', '[es, pt_BR]');
    const { code, out } = await ventana(text, ['check', FILE, '--templates', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [
        {
          line: 7,
          message: 'Template consulta_pendiente (pt_BR): it does not exist in pt_BR, only in es, en',
          hint: expect.stringMatching(/languages/) as string,
        },
      ],
    });
  });

  it('is content with what fits, and asks nobody without the option', async () => {
    expect(await ventana(fileWith(right), ['check', FILE, '--templates'])).toMatchObject({ code: 0 });
    const before = sandbox.requests().length;
    expect(await ventana(fileWith("parameters: ['{{ticket.id}}']"), ['check', FILE])).toMatchObject({ code: 0 });
    expect(sandbox.requests()).toHaveLength(before);
  });

  it('says when it could not look', async () => {
    const wrong = { SUNSHINE_KEY_SECRET: 'another' };
    const { code, aside } = await ventana(fileWith(right), ['check', FILE, '--templates'], wrong);
    expect(code).toBe(1);
    expect(aside).toMatch(/The templates could not be checked\. Sunshine credential: .* rejects the credentials/);
  });
});

describe('T6 policy apply', () => {
  it('changes nothing where a value does not fit', async () => {
    const { code, aside, out } = await ventana(fileWith('parameters: []'), ['apply', FILE, '--yes']);
    expect(code).toBe(2);
    expect(out).toContain('its body takes 2 values, and the policy gives 0');
    expect(aside).toContain('Nothing was changed');
  });
});
