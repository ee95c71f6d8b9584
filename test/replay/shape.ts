/** What a life of which a history is kept is made of. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Customer, Sandbox, SandboxOptions } from '../../sandbox';
import type { World } from '../../simulation/world';

export const EXAMPLE = readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8');
export const AUTOMATIC = EXAMPLE.replace('mode: agent', 'mode: automatic');
/** Lost replies are rescued by themselves. */
export const RESCUING = EXAMPLE.replace(/(rescue:\n[^]*?)mode: agent/, '$1mode: automatic');

export interface Scene {
  world: World;
  sandbox: Sandbox;
  customer: Customer;
  at: (day: number, hour: number, minute?: number) => Promise<void>;
}

export interface Shape {
  policy?: string;
  /** The text of `rates.yaml`. */
  rates?: string;
  sandbox?: Partial<SandboxOptions>;
  /** How long (real ms) the receiver holds hints for others. Default: not at all. */
  heldMs?: number;
  /** Another workflow than the ticket's. */
  workflowId?: (account: string) => string;
  /** Plays one ticket and gives its id. */
  play(scene: Scene): Promise<string>;
}

export const LOST = { webhook: false } as const;

export function asks(sandbox: Sandbox, ticketId: string): void {
  sandbox.agentReplies(ticketId, '¿Más datos?');
  sandbox.agentSets(ticketId, 'pending');
}

/** Asked on Monday, reminded on Tuesday, answered on Wednesday, closed. */
export async function followUpAnswered({ sandbox, customer, at }: Scene): Promise<string> {
  await at(0, 9);
  const { ticketId } = sandbox.customerWrites(customer, 'Hola');
  await at(0, 11);
  asks(sandbox, ticketId);
  await at(2, 8, 30);
  sandbox.customerWrites(customer, 'Aquí están');
  await at(2, 10);
  sandbox.agentSets(ticketId, 'closed');
  return ticketId;
}
