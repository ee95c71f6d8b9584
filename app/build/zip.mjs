/**
 * Makes dist/ventana.zip, ready to be uploaded to Zendesk:
 *   npm run build -- https://ventana.example.com
 * The service's host goes into the manifest, because Zendesk sends the secret's signature to no other.
 */
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, zipSync } from 'fflate';

const app = fileURLToPath(new URL('..', import.meta.url));
const folder = join(app, 'dist/package');
const MOST_BYTES = 500_000;

const service = process.argv[2] ?? 'https://ventana.example.com';
const { protocol, host, origin, pathname } = new URL(service);
if (protocol !== 'https:') throw new Error(`Zendesk calls only https addresses, not ${service}`);
if (!process.argv[2]) console.log(`For ${service}. For yours: npm run build -- https://YOUR-HOST`);

for (const name of readdirSync(folder)) if (name !== 'assets') rmSync(join(folder, name), { recursive: true });
cpSync(join(app, 'zendesk'), folder, { recursive: true });

const manifestPath = join(folder, 'manifest.json');
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
manifest.domainWhitelist = [host];
manifest.parameters[0].default = origin + pathname.replace(/\/$/, '');
manifest.version = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')).version;
writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);

const filesIn = (path) =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path)
        .sort()
        .flatMap((name) => filesIn(join(path, name)));
const files = filesIn(folder).map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]);
// The same files make the same zip, whenever it is made.
const zip = zipSync(Object.fromEntries(files), { level: 9, mtime: '2020-01-01T12:00:00' });
writeFileSync(join(app, 'dist/ventana.zip'), zip);

const gzipped = files.reduce((sum, [, bytes]) => sum + gzipSync(bytes).length, 0);
console.log(`app/dist/ventana.zip: ${files.length} files, ${zip.length} bytes (gzipped one by one: ${gzipped})`);
if (Math.max(zip.length, gzipped) > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
