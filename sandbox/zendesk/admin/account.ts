import type { FastifyInstance } from 'fastify';
import { record } from '../../http/reply';
import type { Schedule } from '../../world/model';
import type { World } from '../../world/world';
import { notFound } from '../errors';
import { scheduleJson } from '../json';
import { page } from '../pages';

/** Zendesk uses the time zone names of Rails, not IANA's. */
const timeZones = [
  { name: 'Madrid', iana_name: 'Europe/Madrid' },
  { name: 'London', iana_name: 'Europe/London' },
  { name: 'Eastern Time (US & Canada)', iana_name: 'America/New_York' },
  { name: 'Mexico City', iana_name: 'America/Mexico_City' },
].map((zone) => ({ ...zone, translated_name: zone.name }));

const settings = {
  active_features: { business_hours: true, user_tagging: true },
  api: { accepted_api_agreement: true, api_token_access: true },
  tickets: { agent_ticket_deletion: false, tagging: true },
  ticket_form: { ticket_forms_instructions: '' },
};

/** The account's schedules, time zones and settings. */
export function accountRoutes(server: FastifyInstance, world: World): void {
  server.get('/api/v2/account/settings', () => ({ settings }));
  server.get('/api/v2/time_zones', (request) => page(request, 'time_zones', timeZones));

  const base = '/api/v2/business_hours/schedules';
  server.get(base, (request) => page(request, 'schedules', schedulesOf(world).map(scheduleJson)));
  server.get(`${base}/:id`, (request) => ({ schedule: scheduleJson(scheduleOf(world, request.params)) }));
  server.get(`${base}/:id/holidays`, (request) =>
    page(request, 'holidays', scheduleOf(world, request.params).holidays),
  );
}

const schedulesOf = ({ schedule }: World): Schedule[] => (schedule ? [schedule] : []);

function scheduleOf(world: World, params: unknown): Schedule {
  const schedule = schedulesOf(world).find(({ id }) => String(id) === record(params).id);
  if (!schedule) throw notFound();
  return schedule;
}
