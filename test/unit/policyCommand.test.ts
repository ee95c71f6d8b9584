import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/operator/cli/cli';
import { policy } from '../../src/operator/cli/commands/policy';
import { policyJsonSchema } from '../../src/policy/policyJsonSchema';

/** `ventana policy ...`, and what it printed. */
async function ventana(...argv: string[]): Promise<{ code: number; out: string; aside: string }> {
  const said = { out: '', aside: '' };
  const code = await runCli(['policy', ...argv], {
    commands: [policy],
    version: '0',
    stdout: { write: (text) => void (said.out += text) },
    stderr: { write: (text) => void (said.aside += text) },
  });
  return { code, ...said };
}

describe('ventana policy check', () => {
  it('is content with the example', async () => {
    expect(await ventana('check', 'ventana.example.yaml')).toEqual({
      code: 0,
      out: 'ventana.example.yaml is valid.\n',
      aside: '',
    });
  });

  it('names file, line, column and hint of each problem, and ends with 2', async () => {
    const { code, out } = await ventana('check', 'test/fixtures/policy-with-problems.yaml');
    expect(code).toBe(2);
    expect(out.split('\n')).toEqual([
      'test/fixtures/policy-with-problems.yaml:2:1: "folowUp" is not known',
      '    Did you mean followUp?',
      'test/fixtures/policy-with-problems.yaml:5:11: window.margin ("30h") must be shorter than the 24h window',
      '    Write it like 2h or 30m.',
      '2 problems.',
      '',
    ]);
  });

  it('gives a program one document', async () => {
    const { code, out } = await ventana('check', 'test/fixtures/policy-with-problems.yaml', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [
        { line: 2, column: 1, hint: 'Did you mean followUp?' },
        { line: 5, column: 11 },
      ],
    });
  });

  it('Q4 says that there is no such file, and what to give instead', async () => {
    const { code, aside } = await ventana('check', 'nowhere.yaml');
    expect(code).toBe(2);
    expect(aside).toBe(
      'nowhere.yaml cannot be read (ENOENT). Give the path of your policy file, or begin with a copy of ventana.example.yaml.\n',
    );
  });
});

describe('ventana policy schema', () => {
  it('prints the schema, whether or not for a program', async () => {
    expect(JSON.parse((await ventana('schema')).out)).toEqual(policyJsonSchema());
    expect(JSON.parse((await ventana('schema', '--json')).out)).toEqual(policyJsonSchema());
  });
});

describe('ventana policy apply', () => {
  it('does not apply what nobody has agreed to', async () => {
    const { code, aside } = await ventana('apply', 'ventana.example.yaml');
    expect(code).toBe(2);
    expect(aside).toContain('--yes');
  });
});
