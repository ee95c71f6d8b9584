/** A folder with a policy that has a budget, and the rate cards that it needs. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from './configuration';
import { memoryFolder } from './memoryFolder';

/** In euros; text is dearer than a template in Spain. */
export const RATES = `
currency: EUR
cards:
  - { effective: 2026-07-01, currency: EUR, markets: { Spain: { marketing: 0.06, utility: 0.019 } } }
  - effective: 2026-10-01
    currency: EUR
    markets:
      Spain: { marketing: 0.0707, utility: 0.02, service: 0.021 }
      North America: { marketing: 0.025, utility: 0.0034 }
`;

export const withBudget = (text: string, budget = 'budget: { monthly: { soft: 200, hard: 300 } }'): string =>
  text.replace('\nbudget: off', `\n${budget}`);

/** Gone when the process ends. @returns the policy's path */
export function budgetFolder(policy = withBudget(projectFile('ventana.example.yaml'))): string {
  const folder = memoryFolder('ventana-budget-');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'rates.yaml'), RATES);
  const path = join(folder, 'ventana.yaml');
  writeFileSync(path, policy);
  return path;
}
