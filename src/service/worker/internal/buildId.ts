import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { version } from '@temporalio/worker/package.json';
import { buildIdSuffix, RULES } from '../../../../workflows/buildIds';
import type { Workflows } from '../workflowBundle';

/** As the compiled `workflows/core/rules.ts` says it. */
const RULES_IN_BUNDLE = /\bconst RULES = (\d+);/;

/** Each workflow task has it twice, in its history. */
const CHECKSUM = 8;

/**
 * The build id of a worker: the SDK's own (its name and version, which it looks for in histories, and a checksum of the
 * bundle), and the rules by which this code decides. Temporal keeps it with each workflow task, so that a run knows who
 * began it: `workflowInfo().currentDeploymentVersion` (https://typescript.temporal.io, 1.24).
 * @returns undefined for a bundle that does not say its rules, one of an older release: the SDK's own then
 */
export function buildIdOf(workflows: Workflows): string | undefined {
  const sdk = `@temporalio/worker@${version}`;
  if (!('workflowBundle' in workflows)) return `${sdk}${buildIdSuffix(RULES)}`;
  const { workflowBundle } = workflows;
  const code = 'code' in workflowBundle ? workflowBundle.code : readFileSync(workflowBundle.codePath, 'utf8');
  const [, rules] = RULES_IN_BUNDLE.exec(code) ?? [];
  if (rules === undefined) return undefined;
  return `${sdk}+${createHash('sha256').update(code).digest('hex').slice(0, CHECKSUM)}${buildIdSuffix(Number(rules))}`;
}
