/** A policy as the app's answer needs it: that of ventana.example.yaml. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../src/policy/policy';
import type { BoardRead } from '../../src/service/app/boardSource';
import type { PolicyConfig } from '../../src/policy/policyConfig';

const text = readFileSync(join(__dirname, '../../ventana.example.yaml'), 'utf8');

export function policyOf(): PolicyConfig {
  const policy = parsePolicy(text, 'ventana.example.yaml');
  if ('problems' in policy) throw new Error(JSON.stringify(policy.problems));
  return policy;
}

/** Of an account without tickets. */
export const emptyBoard = (at: number, changes: Partial<BoardRead> = {}): BoardRead => ({
  ...{ at, turns: undefined, pause: undefined, hours: undefined },
  ...{ agent: { times: [], listed: [] }, customer: { times: [], listed: [] } },
  ...{
    closed: { count: 0, day: 0, listed: [] },
    overdue: { count: 0, listed: [] },
    failed: { count: 0, listed: [] },
    answered: { day: 0, week: 0, listed: [] },
  },
  ...changes,
});
