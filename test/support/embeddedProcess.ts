/** A process that starts the embedded server on the folder it is given, says where it is, and lives until it is killed. */
import { startEmbedded } from '../../src/temporal/embedded';

const [, , dataFolder = '', cli = ''] = process.argv;

void startEmbedded({ dataFolder, cli, searchAttributes: [], uiPort: 0, onProgress: () => undefined }).then((server) => {
  console.log(server.address);
  setInterval(() => undefined, 60_000);
});
