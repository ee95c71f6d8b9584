import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { VendorError } from '../../activities/vendorError';
import { type Sandbox, startSandbox } from '../../sandbox/index';
import { speak } from '../../src/language/say';
import { runCli } from '../../src/operator/cli/cli';
import { audit } from '../../src/operator/cli/commands/audit';
import { noSettingsHint, vendorDownHint } from '../../src/operator/cli/whatNext';

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), 'audit-'));

beforeAll(async () => {
  // Zendesk withholds the last minute from its export.
  const clock = { behindMs: 3_600_000 };
  sandbox = await startSandbox({ seed: 'none', now: () => Date.now() - clock.behindMs });
  const customer = sandbox.addCustomer({ name: 'Ana', phone: '+34600111222' });
  sandbox.customerWrites(customer, 'hola');
  clock.behindMs = 0;
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  for (const [name, value] of Object.entries(sandbox.env())) vi.stubEnv(name, value);
  vi.stubEnv('VENTANA_DATA', folder);
  vi.stubEnv('VENTANA_POLICY', 'ventana.example.yaml');
});
afterEach(() => {
  vi.unstubAllEnvs();
  speak('en');
});

/** `ventana audit ...` on a terminal of this locale. */
async function ventana(locale: string, ...argv: string[]): Promise<{ code: number; out: string; aside: string }> {
  vi.stubEnv('LC_ALL', locale);
  const said = { out: '', aside: '' };
  const code = await runCli(['audit', ...argv], {
    commands: [audit],
    version: '0',
    stdout: { write: (text) => void (said.out += text) },
    stderr: { write: (text) => void (said.aside += text), isTTY: true, columns: 200 },
  });
  return { code, ...said };
}

describe('Q75 audit on a Spanish terminal', () => {
  it('Q75 tells in Spanish how far it has come, what it wrote, and what it cannot do', async () => {
    const nothing = await ventana('es_ES.UTF-8', '--offline');
    expect(nothing).toMatchObject({ code: 2, aside: expect.stringContaining('Aún no se ha leído nada.') as string });
    const page = join(folder, 'page.html');
    const { code, out, aside } = await ventana('es_ES.UTF-8', '--html', page);
    expect(code).toBe(0);
    expect(out).toContain('coste estimado en total');
    expect(aside).toContain('Leyendo: 1 de 1 tickets de WhatsApp (1 tickets con cambios revisados)');
    expect(aside).toContain(`Escrito: ${page}`);
    expect(readFileSync(page, 'utf8')).toContain('<html lang="es">');
    const unwritten = await ventana('es_ES.UTF-8', '--offline', '--csv', join(folder, 'none/a.csv'));
    expect(unwritten.aside).toContain(`No se puede escribir ${join(folder, 'none/a.csv')} (ENOENT).`);
    expect((await ventana('es_ES.UTF-8', '--since', 'ayer')).aside).toContain(
      '--since ayer: escribe cuántos días atrás',
    );
    expect((await ventana('es_ES.UTF-8', '--offline', '--csv', '')).aside).toContain('necesitan el nombre');
  });

  it('Q75 is English elsewhere, and for programs', async () => {
    expect((await ventana('C', '--since', 'ayer')).aside).toContain('--since ayer: write days back');
    const { out, aside } = await ventana('es_ES.UTF-8', '--since', 'ayer', '--json');
    expect(JSON.parse(out)).toMatchObject({ error: { message: expect.stringContaining('write days back') as string } });
    expect(aside).toContain('write days back');
  });

  it('Q75 says in Spanish where to look when a vendor is down, or nothing is configured', () => {
    speak('es');
    const details = { vendor: 'zendesk', reached: 'notSent' } as const;
    expect(vendorDownHint(new VendorError('GET', details))).toBe(
      'Desde aquí no se llega a Zendesk. Revisa la red y ZENDESK_SUBDOMAIN (o ZENDESK_BASE_URL), y después: npx ventana doctor',
    );
    expect(vendorDownHint(new VendorError('GET', { ...details, status: 503 }))).toContain('El fallo es suyo');
    const missing = ['ZENDESK_SUBDOMAIN', 'SUNSHINE_APP_ID'].map((where) => ({
      where,
      message: 'is not set',
      hint: '',
    }));
    expect(noSettingsHint(missing, () => false)).toContain('No hay ningún fichero .env');
  });
});
