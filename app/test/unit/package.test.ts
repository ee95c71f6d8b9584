/** What is uploaded: Zendesk's rules, as its own validator has them (zendesk/zendesk_apps_support). */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP } from '../support/zendesk';

interface Manifest {
  defaultLocale: string;
  private: boolean;
  frameworkVersion: string;
  location: { support: Record<string, { url: string }> };
  parameters: { name: string; type: string; secure: boolean; scopes?: string[] }[];
}

const json = (path: string): unknown => JSON.parse(readFileSync(join(APP, 'zendesk', path), 'utf8'));
const manifest = json('manifest.json') as Manifest;
const translations = readdirSync(join(APP, 'zendesk/translations'));

describe('J37 the package', () => {
  it('J37 has its places, the icon that the navigation bar requires, and languages', () => {
    expect(manifest).toMatchObject({ defaultLocale: 'en', private: true, frameworkVersion: '2.0' });
    for (const place of ['ticket_sidebar', 'nav_bar'])
      expect(manifest.location.support[place]?.url).toBe('assets/iframe.html');
    expect(readFileSync(join(APP, 'zendesk/assets/icon_nav_bar.svg'), 'utf8')).toContain('viewBox="0 0 30 30"');
    expect(translations).toEqual(['en.json', 'es.json']);
  });

  it.each(translations)('J37 %s has all texts, and a label for each setting', (name) => {
    const { app } = json(`translations/${name}`) as { app: Record<string, unknown> };
    const texts = ['name', 'short_description', 'long_description', 'installation_instructions'];
    for (const text of texts) expect(app[text]).toEqual(expect.any(String));
    expect(Object.keys(app['parameters'] as object)).toEqual(manifest.parameters.map((it) => it.name));
  });

  it('J37 keeps the secret in Zendesk: it signs, and nothing else', () => {
    const secret = manifest.parameters.find((it) => it.name === 'shared_secret');
    expect(secret).toMatchObject({ secure: true, scopes: ['jwt_secret_key'] });
  });

  it.each([
    ['logo.png', 320],
    ['logo-small.png', 128],
  ])('J37 %s is %i pixels wide and high', (name, size) => {
    const png = readFileSync(join(APP, 'zendesk/assets', name));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  it.skipIf(!existsSync(join(APP, 'dist/ventana.zip')))('J37 is under 500 kB', () => {
    expect(statSync(join(APP, 'dist/ventana.zip')).size).toBeLessThan(500_000);
  });

  it('J37 loads nothing from elsewhere but Zendesk’s own SDK', () => {
    const page = readFileSync(join(APP, 'iframe.html'), 'utf8');
    const addresses = [...page.matchAll(/(?:src|href)="(https?:[^"]+)"/g)].map(([, address]) => address);
    expect(addresses).toEqual(['https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js']);
  });
});
