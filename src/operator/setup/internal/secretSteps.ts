import { isDeepStrictEqual } from 'node:util';
import { keys } from '../keys';
import type { CallingKind, SecretName } from '../../../vendors/admin/ports';
import type { Action, SecretStep, ThingStep } from '../steps';

/** A secret as stored for the service, and as the vendors use it. Never shown. */
export interface SecretState {
  stored: readonly string[];
  /** The secrets of the existing webhooks. */
  used: readonly string[];
}

/** The webhooks whose secrets each variable holds. The app's is made here: an administrator pastes it. */
export const callersOf: Record<SecretName, { kind: CallingKind; key: string }[]> = {
  ZENDESK_WEBHOOK_SECRET: [{ kind: 'webhook', key: keys.webhook }],
  SUNSHINE_WEBHOOK_SECRET: [
    { kind: 'integration', key: keys.conversations },
    { kind: 'notificationWebhook', key: keys.notifications },
  ],
  ZENDESK_APP_SECRET: [],
};

/** Stored secrets follow the webhooks: a new webhook gets its secret from the vendor only when it is created. */
export function secretSteps(secrets: Record<SecretName, SecretState>, things: readonly ThingStep[]): SecretStep[] {
  return (Object.keys(secrets) as SecretName[]).map((variable) => {
    const { stored, used } = secrets[variable];
    const isNew = things.some(
      ({ key, action }) => action === 'create' && callersOf[variable].some((it) => it.key === key),
    );
    const action = stored.length === 0 ? 'create' : isNew || !isDeepStrictEqual(stored, used) ? 'change' : 'keep';
    return {
      kind: 'secret',
      action,
      variable,
      name: variable,
      reason: reasonFor(variable, action),
      changes: [],
      byHand: [],
    };
  });
}

const reasonFor = (variable: SecretName, action: keyof typeof reasons): string =>
  variable === 'ZENDESK_APP_SECRET' && action === 'create' ? 'lets the sidebar app read' : reasons[action];

const reasons: Record<Exclude<Action, 'remove'>, string> = {
  create: 'lets the service verify that a webhook is genuine',
  change: 'the webhook has a new secret',
  keep: 'as it should be',
};
