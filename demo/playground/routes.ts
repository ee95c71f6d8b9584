import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerTo, withStandIn } from '../../app/host/server';
import { actSchema, casting, perform } from './acts';
import { APP_HOST, APP_PACKAGE } from './folders';
import { leadsPage } from './render/leads';
import { page } from './render/page';
import { regionsOf } from './render/regions';
import { sceneOf, type Selection, type Stage } from './scene';
import { type Language, languageIn, words } from './words';
import { zendeskAround, zendeskForLeads } from './zendesk';

/** How often (ms) a page is looked at anew. */
const LOOK_EVERY_MS = 250;

const PAGE_FILES = join(__dirname, 'page');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};
const NAME = /^[\w.-]+$/;

const query = z.object({ customer: z.string().optional(), ticket: z.string().optional(), lang: z.string().optional() });

function selectionOf(
  asked: unknown,
  headers: FastifyRequest['headers'],
): Partial<Selection> & Pick<Selection, 'language'> {
  const { customer, ticket, lang } = query.catch({}).parse(asked);
  return {
    ...(customer !== undefined && { customer }),
    ticket,
    language: languageIn(lang, headers['accept-language']),
  };
}

export function addRoutes(server: FastifyInstance, stage: Stage): void {
  const cast = casting(stage);
  const first = new Map<Language, string>();
  const firstOf = (language: Language): string => {
    const id = first.get(language) ?? cast(language).id;
    first.set(language, id);
    return id;
  };
  const address = (customer: string, language: Language): string => `/?customer=${customer}&lang=${language}`;

  server.get('/', (request, reply) => {
    const { customer, ...selection } = selectionOf(request.query, request.headers);
    const scene = customer === undefined ? undefined : sceneOf(stage, { customer, ...selection });
    if (!scene) return reply.redirect(address(firstOf(selection.language), selection.language), 303);
    return reply.type(types['.html'] ?? '').send(page(scene, selection));
  });

  server.post('/acts', async ({ body, headers }, reply) => {
    const { customer = '', ...selection } = selectionOf(body, headers);
    if (z.object({ act: z.literal('customer') }).safeParse(body).success)
      return { go: address(cast(selection.language).id, selection.language) };
    const act = actSchema.safeParse(body);
    if (!act.success) return reply.code(400).send({ error: z.prettifyError(act.error) });
    try {
      await perform(stage, { customer, ...selection }, act.data);
      return {};
    } catch (error) {
      return reply.code(409).send({ error: `${words[selection.language].failed}: ${(error as Error).message}` });
    }
  });

  addEvents(server, stage);
  addApp(server, stage);
}

/** What has changed on a page, as it happens. */
function addEvents(server: FastifyInstance, stage: Stage): void {
  server.get('/events', (request, reply) => {
    const { customer = '', ...selection } = selectionOf(request.query, request.headers);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), 'content-type': 'text/event-stream' });
    const sent = new Map<string, string>();
    const look = (): void => {
      const scene = sceneOf(stage, { customer, ...selection });
      if (!scene) return void raw.end();
      const regions = Object.entries(regionsOf(scene, selection.language)).filter(([id, it]) => sent.get(id) !== it);
      for (const [id, it] of regions) sent.set(id, it);
      if (regions.length > 0) raw.write(`data: ${JSON.stringify(Object.fromEntries(regions))}\n\n`);
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    raw.on('close', () => clearInterval(timer));
  });
}

/** The files of the page, the sidebar app, and Zendesk around it. */
function addApp(server: FastifyInstance, stage: Stage): void {
  const serve = (
    path: string,
    folder: string,
    change = (_name: string, content: Buffer): Buffer | string => content,
  ): void =>
    void server.get<{ Params: { name: string } }>(`${path}/:name`, async ({ params: { name } }, reply) => {
      const type = types[extname(name)];
      if (type === undefined || !NAME.test(name)) return reply.code(404).send('');
      const content = await readFile(join(folder, name)).catch(() => undefined);
      if (content === undefined) return reply.code(404).send('');
      return reply.type(type).send(change(name, content));
    });
  serve('/page', PAGE_FILES);
  serve('/zaf', APP_HOST);
  serve('/assets', join(APP_PACKAGE, 'assets'), withStandIn);

  interface Call {
    Params: { language: string; ticket: string; name: string };
  }
  server.post<Call>('/zaf/:language/:ticket/:name', ({ params: { language, ticket, name }, body }) =>
    answerTo(`/zaf/${name}`, body, zendeskAround(stage, ticket, languageIn(language))),
  );
  addLeads(server, stage);
}

/** The app as leads see it, in Zendesk's navigation bar. */
function addLeads(server: FastifyInstance, stage: Stage): void {
  server.get('/leads', ({ query: asked, headers }, reply) => {
    const { language } = selectionOf(asked, headers);
    return reply.type(types['.html'] ?? '').send(leadsPage(language, stage.appIsBuilt()));
  });
  server.get<{ Params: { id: string } }>('/leads/tickets/:id', ({ params: { id }, query: asked, headers }, reply) => {
    const { language } = selectionOf(asked, headers);
    const customer = stage.world.sandbox.screens.customers().find(({ ticketIds }) => ticketIds.includes(id));
    return reply.redirect(customer ? `/?customer=${customer.id}&ticket=${id}&lang=${language}` : '/', 303);
  });
  interface Call {
    Params: { language: string; name: string };
  }
  server.post<Call>('/zaf/:language/leads/:name', ({ params: { language, name }, body }) =>
    answerTo(`/zaf/${name}`, body, zendeskForLeads(stage, languageIn(language))),
  );
}
