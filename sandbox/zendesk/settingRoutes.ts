import type { FastifyInstance } from 'fastify';
import type { World } from '../world/world';
import { accountRoutes } from './admin/account';
import { invocationRoutes } from './admin/invocations';
import { macros } from './admin/macros';
import { serve, serveRules } from './admin/resource';
import { ticketFields } from './admin/ticketFields';
import { triggerCategories } from './admin/triggerCategories';
import { triggers } from './admin/triggers';
import { userFields } from './admin/userFields';
import { views, viewTicketRoutes } from './admin/views';
import { webhookRoutes } from './admin/webhooks';

/** The routes for everything that administrators set up. */
export function settingRoutes(server: FastifyInstance, world: World): void {
  accountRoutes(server, world);
  serve(server, ticketFields(world));
  serve(server, userFields(world));
  serve(server, triggerCategories(world));
  serveRules(server, macros(world));
  serveRules(server, triggers(world));
  serveRules(server, views(world));
  viewTicketRoutes(server, world);
  webhookRoutes(server, world);
  invocationRoutes(server, world);
}
