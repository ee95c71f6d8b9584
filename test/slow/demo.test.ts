import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checksOf, holds } from '../../demo/checks';
import { BEGINNING, play, type Played } from '../../demo/play';
import { stories } from '../../demo/stories';
import { weekBeginning } from '../../demo/week';
import { startWorld, type World } from '../../simulation/world';
import { createLog } from '../../src/telemetry/log';

/** In the week end on which the clocks go back, so that the days of the demo are days and not 24 hours. */
const year = new Date().getFullYear() + 1;
const week = weekBeginning(lastWeekOf(`${year}-10-31`));

describe('the demo', () => {
  let world: World;
  let played: Played[];

  beforeAll(async () => {
    world = await startWorld({
      cli: inject('temporalCli'),
      address: inject('temporalAddress'),
      policy: readFileSync(resolve(__dirname, '../../ventana.example.yaml'), 'utf8'),
      startAt: week.at(BEGINNING),
      log: createLog('error'),
      workflows: { workflowBundle: { codePath: inject('workflowBundlePath') } },
    });
    played = await play(world, stories, week, () => undefined);
  });
  afterAll(() => world?.close());

  it.each(stories.map(({ number, title }) => [number, title]))('case %s: %s', (number) => {
    const story = played.find((it) => it.story.number === number)!;
    expect(checksOf(story, week).filter((it) => !holds(it))).toEqual([]);
  });
});

/** The Saturday before the month's last Sunday. */
function lastWeekOf(lastDay: string): string {
  const date = new Date(`${lastDay}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - date.getUTCDay() - 1);
  return date.toISOString().slice(0, 10);
}
