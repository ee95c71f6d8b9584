/** Tickets, turns and pauses while sending is paused, and a ticket whose policy only observes. */
import { endPause, startPause } from '../../src/temporal/pause';
import { turnsWorkflowId } from '../../workflows/messages';
import { pauseWorkflowId } from '../../workflows/pauseMessages';
import { EXAMPLE, type Scene, type Shape, asks } from './shape';

const accountOf = ({ sandbox }: Scene): string => sandbox.account;

async function pause(scene: Scene): Promise<void> {
  const { time } = scene.world;
  await startPause(time.client, accountOf(scene), { since: time.now(), by: { role: 'operator' } });
}

const resume = (scene: Scene): Promise<boolean> =>
  endPause(scene.world.time.client, accountOf(scene), scene.world.time.now());

/** A macro waits; the reminder that was due is decided anew. */
async function paused(scene: Scene): Promise<string> {
  const { sandbox, customer, at } = scene;
  await at(0, 9);
  const { ticketId } = sandbox.customerWrites(customer, 'Hola');
  await at(0, 11);
  asks(sandbox, ticketId);
  await at(1, 10, 30);
  await pause(scene);
  await at(1, 12);
  sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
  await at(1, 15);
  await resume(scene);
  await at(1, 16);
  return ticketId;
}

export const pauses: Record<string, Shape> = {
  'sending-paused': { play: paused },
  'turns-paused': { workflowId: turnsWorkflowId, play: paused },
  // L20: the same, told by an activity.
  'turns-asked-directly': {
    workflowId: turnsWorkflowId,
    async play({ sandbox, customer, at }) {
      for (const day of [0, 1]) {
        await at(day, 9);
        const { ticketId } = sandbox.customerWrites(customer, 'Hola');
        await at(day, 9, 30);
        sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
        await at(day, 10);
        sandbox.agentSets(ticketId, 'closed');
        await at(day, 11);
      }
      return '0';
    },
  },
  'turns-told-by-activity': { workflowId: turnsWorkflowId, play: paused },
  pause: { workflowId: pauseWorkflowId, play: paused },
  'switch-of-an-administrator': {
    async play({ sandbox, customer, at }) {
      sandbox.addMacro({ title: 'Pausar', action: 'whatsapp_action_pause' });
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 10);
      sandbox.agentAppliesMacro(ticketId, 'Pausar');
      await at(0, 11);
      sandbox.agentAppliesMacro(ticketId, 'Pausar', { as: 'admin' });
      await at(0, 12);
      return ticketId;
    },
  },
  'only-observed': {
    policy: EXAMPLE.replace('mode: live', 'mode: observe'),
    async play({ sandbox, customer, at }) {
      await at(0, 9);
      const { ticketId } = sandbox.customerWrites(customer, 'Hola');
      await at(0, 11);
      asks(sandbox, ticketId);
      await at(1, 12);
      sandbox.agentAppliesMacro(ticketId, 'WhatsApp::Reabrir conversación');
      await at(1, 13);
      return ticketId;
    },
  },
};
