import type { Question, Reply } from './child';

type Answers = Record<string, (having: never) => unknown>;

/** The resources used, as the process itself counts them. */
export interface Usage {
  /** Processor time since the process started. */
  cpuMs: number;
  /** Resident memory. */
  mb: number;
  /** The most of it since the process started. */
  peakMb: number;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  return { cpuMs: (user + system) / 1000, mb: process.memoryUsage.rss() / 1024 / 1024, peakMb };
}

/**
 * The child's side of `child.ts`: reports that it is ready and answers questions. The child ends when its parent does.
 */
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
