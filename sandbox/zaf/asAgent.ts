import { issueToken, tokenIn } from '../world/oauth';
import { agentId, type World } from '../world/world';
import type { AppAnswer, AppRequest } from './proxy';

/** The browser's session of the agent, which is no client of the account's: the API knows it by a token of its own. */
const SESSION = { id: 0, identifier: 'session', secret: '', userId: agentId };
const sessions = new WeakMap<World, string>();

/** A relative request of the page, as the signed-in agent. */
export async function asAgent(
  world: World,
  baseUrl: string,
  { url, type = 'GET', contentType, data }: AppRequest,
): Promise<AppAnswer> {
  const answer = await fetch(new URL(url, baseUrl), {
    method: type,
    headers: { authorization: session(world), ...(contentType !== undefined && { 'content-type': contentType }) },
    ...(data !== undefined && type !== 'GET' && { body: data }),
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

function session(world: World): string {
  const known = sessions.get(world);
  if (known !== undefined && tokenIn(world, known)) return known;
  const begun = `Bearer ${issueToken(world, SESSION, ['read', 'write']).token}`;
  sessions.set(world, begun);
  return begun;
}
