/** A folder with a policy that has a budget, and the rate cards that it needs. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RATES, withBudget } from './budgetPolicy';
import { projectFile } from './configuration';
import { memoryFolder } from './memoryFolder';

/** Gone when the process ends. @returns the policy's path */
export function budgetFolder(policy = withBudget(projectFile('ventana.example.yaml'))): string {
  const folder = memoryFolder('ventana-budget-');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'rates.yaml'), RATES);
  const path = join(folder, 'ventana.yaml');
  writeFileSync(path, policy);
  return path;
}
