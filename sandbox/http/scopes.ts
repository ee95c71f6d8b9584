import type { ApiCall } from './requestFaults';
import { Refused } from './reply';

/** The resources that have a scope of their own (developer.zendesk.com, OAuth tokens, scopes), by path. */
const resources: [RegExp, string][] = [
  [/^\/api\/v2\/(incremental\/)?tickets/, 'tickets'],
  [/^\/api\/v2\/users/, 'users'],
  [/^\/api\/v2\/(triggers|trigger_categories)/, 'triggers'],
  [/^\/api\/v2\/macros/, 'macros'],
  [/^\/api\/v2\/webhooks/, 'webhooks'],
];
/** A ticket's audits and its conversation log need the scope for everything. */
const globalOnly = /\/(audits|conversation_log)$/;
/** A token may always be asked about itself. */
const free = /^\/api\/v2\/oauth\/tokens\/current$/;

/** @throws Refused 403 as Zendesk words it, unless one of the scopes allows the call */
export function checkScopes(scopes: readonly string[], { method, path }: ApiCall): void {
  if (free.test(path)) return;
  const access = method === 'GET' ? 'read' : 'write';
  const resource = resources.find(([pattern]) => pattern.test(path))?.[1];
  const enough = [...(resource && !globalOnly.test(path) ? [`${resource}:${access}`] : []), access];
  if (enough.some((it) => scopes.includes(it))) return;
  throw new Refused(403, {
    error: 'Forbidden',
    description: `You are missing the following required scopes: ${enough.join(', ')}`,
  });
}
