import { condition, getExternalWorkflowHandle, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { TurnEvent } from './core/turns';
import { turnEvent, turnsWorkflowId } from './messages';
import { type PauseInput, resume } from './pauseMessages';
import { pauseWords } from './words';

/** Each process has seen the end of a pause after this time (ms): `src/service/account/internal/brake.ts`. */
const SEEN_EVERYWHERE_MS = 5_000;

/**
 * A pause of all sending of an account, from its start to `resume`. That it is open is what counts: each send looks, and
 * no worker is needed for that. Meanwhile the account's turns wait.
 */
export async function pause({ account, ...it }: PauseInput): Promise<void> {
  let isOver = false;
  setHandler(resume, () => void (isOver = true));
  setCurrentDetails(`**Sending is paused** ${pauseWords(it)}. It goes on with \`npx ventana resume\`.`);
  const turns = getExternalWorkflowHandle(turnsWorkflowId(account));
  // Where there are none, nothing waits for its turn. The first request brings the news.
  const tell = (event: TurnEvent): Promise<void> => turns.signal(turnEvent, event).catch(() => undefined);
  await tell({ type: 'paused', since: it.since });
  await condition(() => isOver);
  await tell({ type: 'resumed', since: it.since, at: Date.now() + SEEN_EVERYWHERE_MS });
}
