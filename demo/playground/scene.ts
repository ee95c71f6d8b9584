/** What one page shows: the chosen customer, their phone, and one of their tickets. */
import type { PhoneScreen, TicketScreen } from '../../sandbox';
import { ticketListUrl } from '../../src/temporal/ticketList';
import { ticketWorkflowId } from '../../workflows/messages';
import type { World } from '../../simulation/world';
import type { Accidents } from './accidents';
import type { Timekeeper } from './timekeeper';
import type { Language } from './words';

/** What the page's address says. */
export interface Selection {
  customer: string;
  /** Default: the customer's newest. */
  ticket?: string | undefined;
  language: Language;
}

export interface Scene {
  now: number;
  /** Where the clock is moving to. */
  movingTo: number | undefined;
  customer: { id: string; name: string; phone?: string };
  customers: { id: string; name: string }[];
  phone: PhoneScreen;
  ticket: TicketScreen | undefined;
  tickets: { id: string; subject: string }[];
  macros: string[];
  templates: { name: string; language: string; paused: boolean }[];
  losing: boolean;
  /** The ticket's workflow in Temporal's UI. */
  temporalUrl: string | undefined;
  /** All open tickets there. */
  temporalListUrl: string | undefined;
  appIsBuilt: boolean;
}

export interface Stage {
  world: World;
  keeper: Timekeeper;
  accidents: Accidents;
  appIsBuilt: () => boolean;
}

/** @returns undefined if there is no such customer */
export function sceneOf({ world, keeper, accidents, appIsBuilt }: Stage, selection: Selection): Scene | undefined {
  const { screens } = world.sandbox;
  const customers = screens.customers();
  const customer = customers.find(({ id }) => id === selection.customer);
  if (!customer) return undefined;
  const { ticketIds } = customer;
  const ticketId =
    selection.ticket !== undefined && ticketIds.includes(selection.ticket) ? selection.ticket : ticketIds.at(-1);
  return {
    now: keeper.now(),
    movingTo: keeper.movingTo,
    customer,
    customers,
    phone: screens.phone(customer.id),
    ticket: ticketId === undefined ? undefined : screens.ticket(ticketId),
    tickets: ticketIds.map((id) => ({ id, subject: world.sandbox.ticket(id).subject })),
    macros: screens.macros(),
    templates: screens
      .templates()
      .map(({ name, language, status }) => ({ name, language, paused: status !== 'APPROVED' })),
    losing: accidents.losing,
    temporalUrl: ticketId === undefined ? undefined : workflowUrl(world, ticketId),
    temporalListUrl: listUrl(world),
    appIsBuilt: appIsBuilt(),
  };
}

export const accountOf = ({ sandbox }: World): string => sandbox.account;

export function listUrl(world: World): string | undefined {
  const { uiUrl } = world.time;
  return uiUrl && ticketListUrl(uiUrl, accountOf(world));
}

function workflowUrl(world: World, ticketId: string): string | undefined {
  const { uiUrl } = world.time;
  return uiUrl && `${uiUrl}/${encodeURIComponent(ticketWorkflowId(accountOf(world), ticketId))}`;
}
