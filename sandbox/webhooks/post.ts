import * as http from 'node:http';
import * as https from 'node:https';

// Node's own client with keep-alive is several times as fast as `fetch`, and benchmarks send thousands of webhooks.
const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/** Posts a body. @returns the status; undefined if there was no answer */
export const post = async (...call: Parameters<typeof postForAnswer>): Promise<number | undefined> =>
  (await postForAnswer(...call))?.status;

/** Posts a body and reads the whole answer. @returns undefined if there was none */
export function postForAnswer(
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<{ status: number; body: string } | undefined> {
  const length = String(Buffer.byteLength(body));
  const options = { method: 'POST', headers: { ...headers, 'content-length': length }, signal };
  return new Promise((resolve) => {
    const answered = (response: http.IncomingMessage): void => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .once('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
        .once('close', () => resolve(undefined));
    };
    const request = url.startsWith('https:')
      ? https.request(url, { ...options, agent: agents.https }, answered)
      : http.request(url, { ...options, agent: agents.http }, answered);
    // The other side may have closed a reused connection at that very moment.
    const closedMeanwhile = (): boolean => request.reusedSocket && !signal.aborted;
    request
      .once('error', () => resolve(closedMeanwhile() ? postForAnswer(url, headers, body, signal) : undefined))
      .end(body);
  });
}
