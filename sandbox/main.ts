import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSandbox } from './index';

/**
 * Runs the sandbox on its own: prints the environment variables that an integration needs, or writes them to a new file
 * (`--write .env`), and runs until it is stopped. The option is not called `--env-file`: Node 20 takes an option of
 * that name for its own, also behind the script, and ends where the file does not exist yet.
 */
async function main(): Promise<void> {
  const { write: file } = parseArgs({ options: { write: { type: 'string' } } }).values;
  if (file !== undefined && existsSync(file)) throw new Error(isThere(file));
  const { SANDBOX_PORT = '4010', SANDBOX_WEBHOOKS_TO = 'http://127.0.0.1:8080' } = process.env;
  const { SANDBOX_SEED, SANDBOX_TOKEN_SECONDS } = process.env;
  const seed = SANDBOX_SEED === 'none' ? 'none' : 'configured';
  const life = Number(SANDBOX_TOKEN_SECONDS);
  const oauth = life > 0 ? { tokenLifeSeconds: life } : {};
  // As Suite Professional has it; 0: no limit.
  const perMinute = Number(process.env['SANDBOX_REQUESTS_PER_MINUTE'] ?? 400);
  const rateLimits = perMinute > 0 ? { zendeskRequestsPerMinute: perMinute } : {};
  const sandbox = await startSandbox({ port: Number(SANDBOX_PORT), seed, oauth, rateLimits });
  sandbox.sendWebhooksTo(SANDBOX_WEBHOOKS_TO);
  const about = `A simulated Zendesk and WhatsApp at ${sandbox.url}; webhooks go to ${SANDBOX_WEBHOOKS_TO}`;
  const settings = Object.entries(sandbox.env()).map(([name, value]) => `${name}=${value}`);
  const text = [`# ${about}`, ...settings].join('\n');
  if (file === undefined) console.log(text);
  else {
    // `wx` fails if another process has made the file meanwhile.
    writeFileSync(file, `${text}\n`, { flag: 'wx', mode: 0o600 });
    console.log(`${about}\nVentana's settings are in ${file}.`);
  }
  const stop = (): void => void sandbox.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

const isThere = (file: string): string =>
  `${file} exists, and may hold the settings of a real account. Move it away, or give another name.`;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
