/** What hostile connections write: one way in each. */
import { requestText } from '../../support/rawHttp';

const MIB = 1024 * 1024;

export interface Hostile {
  name: string;
  first: string;
  /** Written again and again until the connection is closed. */
  again?: string;
  /** So many small things that it takes all the time of a slow machine. */
  flood?: true;
  /** Reads no answer. */
  deaf?: true;
}

const json = 'host: x\r\ncontent-type: application/json\r\n';
const head = (line: string, length: number): string => `${line} HTTP/1.1\r\n${json}content-length: ${length}\r\n\r\n`;
const chunked = (path: string, more = ''): string =>
  `POST ${path} HTTP/1.1\r\n${json}${more}transfer-encoding: chunked\r\n\r\n`;
const refused = requestText('/webhooks/zendesk', '{}', { 'content-type': 'application/json' });
const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

export const hostile: Hostile[] = [
  { name: 'a body that never comes', first: head('POST /webhooks/zendesk', MIB) },
  { name: 'a body that drips', first: head('POST /webhooks/zendesk', MIB), again: 'x'.repeat(400) },
  { name: 'whole bodies', first: head('POST /webhooks/sunshine', MIB), again: 'x'.repeat(64 * 1024) },
  { name: 'a body for nothing', first: head('POST /unknown', MIB), again: 'x'.repeat(4_000) },
  { name: 'a wrong method', first: head('PUT /webhooks/zendesk', MIB), again: 'x'.repeat(4_000) },
  { name: 'a body where none belongs', first: head('GET /health/live', MIB), again: 'x'.repeat(4_000) },
  { name: 'slow headers', first: 'POST /webhooks/zendesk HTTP/1.1\r\nhost: ', again: 'x' },
  { name: 'nothing at all', first: '' },
  { name: 'a connection kept open', first: 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n' },
  { name: 'many on one connection', flood: true, first: refused, again: refused.repeat(20) },
  {
    name: 'pipelined, no answer read',
    flood: true,
    first: refused.repeat(200),
    again: refused.repeat(200),
    deaf: true,
  },
  { name: 'huge headers', flood: true, first: `GET / HTTP/1.1\r\nhost: x\r\n`, again: `x-a: ${'x'.repeat(2_000)}\r\n` },
  { name: 'thousands of headers', flood: true, first: 'GET / HTTP/1.1\r\nhost: x\r\n', again: 'a: b\r\n'.repeat(500) },
  { name: 'chunks of one byte', flood: true, first: chunked('/webhooks/sunshine'), again: '1\r\nx\r\n'.repeat(2_000) },
  {
    name: 'chunk extensions',
    flood: true,
    first: chunked('/webhooks/sunshine'),
    again: `1;${'x'.repeat(2_000)}\r\nx\r\n`,
  },
  {
    name: 'trailers',
    flood: true,
    first: `${chunked('/webhooks/sunshine')}2\r\n{}\r\n0\r\n`,
    again: `x-a: ${'x'.repeat(2_000)}\r\n`,
  },
  {
    name: 'two lengths',
    first: `POST /webhooks/zendesk HTTP/1.1\r\n${json}content-length: 2\r\ncontent-length: 9\r\n\r\n{}`,
  },
  { name: 'length and chunks', first: chunked('/webhooks/zendesk', 'content-length: 4\r\n'), again: '1\r\nx\r\n' },
  {
    name: 'an upgrade',
    first: `GET /webhooks/zendesk HTTP/1.1\r\nhost: x\r\n${upgrade}\r\n`,
    again: 'x'.repeat(4_000),
  },
  { name: 'a tunnel', first: 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nhost: x\r\n\r\n', again: 'x'.repeat(4_000) },
  {
    name: 'wait for a 100',
    first: `POST /webhooks/zendesk HTTP/1.1\r\n${json}expect: 100-continue\r\ncontent-length: ${MIB}\r\n\r\n`,
  },
  { name: 'no HTTP', first: '\x16\x03\x01\x02\x00', again: '\x00'.repeat(4_000) },
];
