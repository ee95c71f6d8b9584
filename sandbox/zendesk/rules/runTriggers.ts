import { ulid } from '../../world/ids';
import type { Trigger } from '../../world/settings';
import type { World } from '../../world/world';
import { zendeskSubscriber } from '../../webhooks/zendeskSubscriber';
import { holds } from './evaluate';
import { render } from './placeholders';
import type { Actor, Subject } from './subject';

type Happened = Subject & { happening: NonNullable<Subject['happening']> };

/** Checks all active triggers, in order of position, against what happened. Those that match call their webhooks. */
export function runTriggers(world: World, subject: Happened): void {
  for (const trigger of inOrder(world.triggers)) {
    if (!trigger.active || !holds(trigger.conditions, subject)) continue;
    for (const { value } of trigger.actions) tell(world, trigger, value, subject, subject.happening.actor);
  }
}

const inOrder = (triggers: Trigger[]): Trigger[] => [...triggers].sort((a, b) => a.position - b.position);

function tell(
  world: World,
  trigger: Trigger,
  [webhookId, template]: [string, string],
  { ticket }: Subject,
  actor: Actor,
): void {
  const webhook = world.webhooks.find((it) => it.id === webhookId);
  if (webhook?.status !== 'active') return;
  const body = render(world, template, ticket, actor);
  world.outbox.push({
    vendor: 'zendesk',
    event: eventOf(body) ?? trigger.title,
    id: ulid(),
    body,
    to: zendeskSubscriber(webhook),
  });
}

/** The name used in faults and in the log: the body's own `event`, if it has one. */
function eventOf(body: string): string | undefined {
  try {
    const json: unknown = JSON.parse(body);
    const event = typeof json === 'object' && json !== null && 'event' in json ? json.event : undefined;
    return typeof event === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}
