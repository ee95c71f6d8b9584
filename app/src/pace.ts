/** How often the page asks. Pure. */
export interface Situation {
  /** The page is the one that the agent sees. */
  visible: boolean;
  /** Since the agent last touched the page. */
  idleMs: number;
  /** An action is on its way, and the agent waits for its outcome. */
  following: boolean;
  /** Answers in a row that brought no view. */
  failures: number;
  /** The board: of all tickets, and seldom looked at. */
  board?: boolean;
  /** The report: the service makes it anew every five minutes. */
  report?: boolean;
}

/** Never more often than this, whatever happens. */
export const LEAST_MS = 5_000;
const IDLE_AFTER_MS = 120_000;
const IDLE_MS = 30_000;
const HIDDEN_MS = 120_000;
const MOST_MS = 300_000;

/** The pause between two questions, in milliseconds. `Infinity`: not until something changes. */
export function pauseOf({ visible, idleMs, following, failures, board = false, report = false }: Situation): number {
  if ((board || report) && !visible) return Infinity;
  const isQuick = following || (!board && !report && idleMs < IDLE_AFTER_MS);
  const usual = report ? MOST_MS : !visible ? HIDDEN_MS : isQuick ? LEAST_MS : IDLE_MS;
  // 10, 20, 40 s ... five minutes: many pages ask, and none should hold up a service that comes back.
  return failures === 0 ? usual : Math.min(MOST_MS, Math.max(board || report ? 0 : usual, LEAST_MS * 2 ** failures));
}
