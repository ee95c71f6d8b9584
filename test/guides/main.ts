/** `npm run guide-outputs [SCENARIO ...]`: plays the scenarios, all by default, and writes what the guides show of them. */
import { write } from './documents';
import { scenarios } from './scenarios';

async function main(names: string[]): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(scenarios)) {
    const scenario = scenarios[name];
    if (!scenario) throw new Error(`There is no scenario ${name}. Known are: ${Object.keys(scenarios).join(', ')}`);
    console.log(`${name} ...`);
    const changed = write(await scenario.play());
    console.log(changed.length > 0 ? `written: ${changed.join(', ')}` : 'nothing has changed');
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
