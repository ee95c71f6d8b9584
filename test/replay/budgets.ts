/** A month's budget: a reminder within it, a template that is cheaper than text, and a request that it refuses. */
import { RATES, withBudget } from '../support/budgetPolicy';
import { turnsWorkflowId } from '../../workflows/messages';
import { EXAMPLE, type Scene, type Shape, asks } from './shape';

const policy = withBudget(EXAMPLE, 'budget: { monthly: { soft: 0.02, hard: 0.05 } }').replace(
  'prefer: text',
  'prefer: cheapest',
);

async function spend({ sandbox, customer, at }: Scene): Promise<string> {
  await at(0, 9);
  const { ticketId } = sandbox.customerWrites(customer, 'Hola');
  await at(0, 11);
  asks(sandbox, ticketId);
  await at(2, 9);
  sandbox.customerWrites(customer, 'Hola otra vez');
  await at(2, 10);
  sandbox.refuseDeliveries({ customer, code: 131000 });
  sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
  await at(2, 12);
  sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Avisar de incidencia');
  await at(3, 10);
  return ticketId;
}

const shape: Shape = { policy, rates: RATES, play: spend };

export const budgets: Record<string, Shape> = {
  'month-budget': shape,
  'turns-with-budget': { ...shape, workflowId: turnsWorkflowId },
};
