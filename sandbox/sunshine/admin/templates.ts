import type { FastifyInstance } from 'fastify';
import { pageSize } from '../../http/pageSize';
import { record, text } from '../../http/reply';
import type { TemplateDefinition, TemplatePart } from '../../types';
import { templatesNow } from '../../whatsapp/templateReview';
import { template } from '../../world/seed';
import type { World } from '../../world/world';
import { v11Error } from '../errors';

/** The number's message templates, as v1.1 lists them. */
export function templateRoutes(server: FastifyInstance, world: World): void {
  server.get('/sc/v1.1/apps/:app/integrations/:id/messageTemplates', (request) => {
    const { params, query } = request;
    const number = world.integrations.find(({ id }) => id === record(params).id);
    if (number?.type !== 'whatsapp') throw v11Error(404, 'integration_not_found', 'Integration not found');
    const { status, after } = record(query);
    const listed = templatesNow(world).filter((it) => status === undefined || it.status === status);
    const start = Number(text(after) ?? 0);
    const end = start + pageSize(request, 'limit', 100);
    const hasMore = end < listed.length;
    return { messageTemplates: listed.slice(start, end).map(json), hasMore, ...(hasMore && { after: String(end) }) };
  });
}

/** As Meta lists it: the parts in the order of the phone. */
const json = ({ body, components, quality, ...it }: Required<TemplateDefinition>): object => {
  const isAbove = ({ type }: TemplatePart): boolean => type === 'HEADER';
  const parts = [
    ...components.filter(isAbove),
    { type: 'BODY', text: body },
    ...components.filter((part) => !isAbove(part)),
  ];
  const isNamed = [...components.map(({ text }) => text ?? ''), body].some((text) => /\{\{\s*[a-z_]/.test(text));
  return {
    id: `${it.name}-${it.language}`,
    ...it,
    parameter_format: isNamed ? 'NAMED' : 'POSITIONAL',
    quality_score: { score: quality },
    components: parts,
  };
};

/** Adds the template, or replaces the one with that name and language. */
export function setTemplate(world: World, definition: TemplateDefinition): void {
  removeTemplate(world, definition.name, definition.language);
  world.templates.push(template(definition));
}

/** Removes the template in one language or, without `language`, in all of them. */
export function removeTemplate(world: World, name: string, language?: string): void {
  world.templates = world.templates.filter(
    (it) => it.name !== name || (language !== undefined && it.language !== language),
  );
}
