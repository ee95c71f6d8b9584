/**
 * A process that starts a server, says where it is, and lives until it is killed.
 * Arguments: `embedded`, `brief` (embedded, as a command has it) or `simulated`, the CLI, the data folder (of an embedded one).
 */
import { startSimulatedTemporal } from '../../simulation/simulatedTime';
import { startEmbedded } from '../../src/embedded/embedded';

const [, , kind, cli = '', dataFolder = ''] = process.argv;
const onProgress = (): void => undefined;

const starting: Promise<{ address: string }> =
  kind === 'simulated'
    ? startSimulatedTemporal({ cli, searchAttributes: [] })
    : startEmbedded({ dataFolder, cli, searchAttributes: [], uiPort: 0, onProgress, briefly: kind === 'brief' });

void starting.then(({ address }) => {
  console.log(address);
  setInterval(() => undefined, 60_000);
});
