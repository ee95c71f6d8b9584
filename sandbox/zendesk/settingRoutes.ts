import type { FastifyInstance } from 'fastify';
import { record } from '../http/reply';
import type { Schedule } from '../world/model';
import type { World } from '../world/world';
import { notFound } from './errors';
import { fieldJson, scheduleJson } from './json';
import { page } from './pages';

const systemFields = [
  { id: 100, type: 'subject', title: 'Subject', raw_title: 'Subject', active: true },
  { id: 101, type: 'status', title: 'Status', raw_title: 'Status', active: true },
];

const userFields = [{ id: 200, key: 'whatsapp_opt_out', type: 'checkbox', title: 'WhatsApp opt-out', active: true }];

/** Zendesk's names are those of Rails, not IANA's. */
const timeZones = [
  { name: 'Madrid', iana_name: 'Europe/Madrid' },
  { name: 'London', iana_name: 'Europe/London' },
  { name: 'Eastern Time (US & Canada)', iana_name: 'America/New_York' },
  { name: 'Mexico City', iana_name: 'America/Mexico_City' },
].map((zone) => ({ ...zone, translated_name: zone.name }));

/** What an account is set up with: fields, schedules, time zones. */
export function settingRoutes(server: FastifyInstance, world: World): void {
  server.get('/api/v2/ticket_fields', (request) =>
    page(request, 'ticket_fields', [...systemFields, ...world.fields.map(fieldJson)]),
  );
  server.get('/api/v2/user_fields', (request) => page(request, 'user_fields', userFields));
  server.get('/api/v2/time_zones', (request) => page(request, 'time_zones', timeZones));

  const base = '/api/v2/business_hours/schedules';
  server.get(base, () => ({ schedules: [scheduleJson(world.schedule)] }));
  server.get(`${base}/:id`, (request) => ({ schedule: scheduleJson(scheduleOf(world, request.params)) }));
  server.get(`${base}/:id/holidays`, (request) => ({ holidays: scheduleOf(world, request.params).holidays }));
}

function scheduleOf(world: World, params: unknown): Schedule {
  if (String(world.schedule.id) !== record(params).id) throw notFound();
  return world.schedule;
}
