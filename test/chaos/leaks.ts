/** Rule 11 and A6: no phone number, name, text of a message, secret or access token in logs, metrics, workflow ids, search attributes (and histories). */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plantedIn } from './planted';
import { historyOf, textOf } from './runs';
import type { ChaosWorld } from './world';

/** Histories are large: so many are looked through. */
const HISTORIES = 60;

/** @returns where personal data was found, and which; none is what we want */
export async function findLeaks(world: ChaosWorld, ticketIds: string[]): Promise<string[]> {
  const { temporal, account, folder, receiverUrl } = world;
  const found: string[] = [];
  const look = (where: string, text: string): void => {
    const planted = plantedIn(text);
    if (planted.length > 0) found.push(`${where}: ${planted.join(', ')}`);
  };
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.log'))) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    lines.forEach((line, index) => look(`${file}, line ${index + 1}: ${line.slice(0, 200)}`, line));
  }
  const metrics = await fetch(`${receiverUrl}/metrics`).then((answer) => answer.text());
  look('metrics of the receiver', metrics);
  for await (const run of temporal.client.workflow.list({ query: `VentanaAccount = '${account}'` })) {
    const { workflowId, searchAttributes, memo } = run;
    look(`workflow ${workflowId}`, JSON.stringify({ workflowId, searchAttributes, memo }));
  }
  for (const ticketId of ticketIds.slice(0, HISTORIES)) {
    look(`history of ticket ${ticketId}`, textOf(await historyOf(temporal.client, account, ticketId)));
  }
  return found;
}
