/**
 * How Meta changes templates that are in use: it moves them to another category without a new review (the status stays
 * APPROVED), rates their quality, and pauses what customers reject: for three hours, then six, then it is disabled
 * (Meta's pages "Template categorization" and "Template pausing").
 */
import type { TemplateDefinition, TemplateReview } from '../types';
import type { World } from '../world/world';

const HOUR = 3_600_000;
const PAUSES_MS = [3 * HOUR, 6 * HOUR];

/** Meta changes its mind. RED quality pauses an approved template. @throws {Error} if there is no such template */
export function reviewTemplate(world: World, name: string, language: string, review: TemplateReview): void {
  const known = templatesNow(world).find((it) => it.name === name && it.language === language);
  if (!known) throw new Error(`There is no template ${name} in ${language}`);
  Object.assign(known, review);
  if (review.status !== undefined) world.templatePauses.delete(keyOf(known));
  if (review.quality === 'RED' && known.status === 'APPROVED') pause(world, known);
}

function pause(world: World, template: Required<TemplateDefinition>): void {
  const { count = 0 } = world.templatePauses.get(keyOf(template)) ?? {};
  const pauseMs = PAUSES_MS[count];
  template.status = pauseMs === undefined ? 'DISABLED' : 'PAUSED';
  world.templatePauses.set(keyOf(template), { count: count + 1, until: world.now() + (pauseMs ?? Infinity) });
}

/** The templates as they are now: a pause ends by itself. */
export function templatesNow(world: World): Required<TemplateDefinition>[] {
  for (const it of world.templates) {
    const { until = Infinity } = world.templatePauses.get(keyOf(it)) ?? {};
    if (it.status === 'PAUSED' && until <= world.now()) it.status = 'APPROVED';
  }
  return world.templates;
}

const keyOf = ({ name, language }: TemplateDefinition): string => `${name}:${language}`;
