import type { Question, Reply } from './child';

type Answers = Record<string, (having: never) => unknown>;

/** What the process has used, as it counts itself. */
export interface Usage {
  /** Processor time since its start. */
  cpuMs: number;
  /** Resident memory. */
  mb: number;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, mb: process.memoryUsage.rss() / 1024 / 1024 };
}

/** The child's side of `child.ts`: from now on it is ready. It ends when its parent does. */
export function answerParent(answers: Answers = {}): void {
  const all = { ready: () => true, usage, ...answers };
  process.on('message', (question: Question) => void reply(all, question));
  process.on('disconnect', () => process.exit(1));
}

async function reply(answers: Answers, { id, ask, with: having }: Question): Promise<void> {
  const say = (answer: Omit<Reply, 'id'>): void => void process.send?.({ id, ...answer });
  try {
    say({ value: await answers[ask]?.(having as never) });
  } catch (error) {
    say({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
