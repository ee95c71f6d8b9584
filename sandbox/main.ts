import { startSandbox } from './index';

/**
 * Runs the sandbox on its own: prints the environment variables that an integration needs, and runs until it is
 * stopped.
 */
async function main(): Promise<void> {
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
  console.log(`# A simulated Zendesk and WhatsApp at ${sandbox.url}; webhooks go to ${SANDBOX_WEBHOOKS_TO}`);
  for (const [name, value] of Object.entries(sandbox.env())) console.log(`${name}=${value}`);
  const stop = (): void => void sandbox.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

void main();
