import { percentile, round } from '../numbers';
import type { Measured, Queue, Row } from '../result';
import type { OwnRuns } from './ownRuns';
import type { Answer } from './recorders';
import type { Tickets } from './requests';
import { fateOf, type Outage, paceKept, waitsOfRequested } from './verdict';

const LEAST_PACE = 0.95;
const LONGEST_WAIT_S = 5;
const MOST_MB = 600;
/** The server warns from 10,240 events, and ends a run with 51,200. */
const MOST_EVENTS = 10_240;
const MOST_HISTORY_MB = 10;
/** Temporal's limit for a payload is 2 MB. */
const MOST_CARRIED_KB = 1_024;

export interface Played {
  tickets: Tickets;
  answers: readonly Answer[];
  waiting: ReadonlySet<string>;
  /** The most that waited at once. */
  peak: number;
  /** The time in which requests came and turns were given at this rate. */
  coming: Outage;
  perSecond: number;
  outages: readonly Outage[];
  workerMb: number;
  own: OwnRuns;
}

export function measured(played: Played): Measured<Queue> {
  const result = figures(played);
  return { result, rows: rowsOf(result) };
}

function figures({ tickets, answers, waiting, peak, coming, perSecond, outages, workerMb, own }: Played): Queue {
  const { asked } = tickets;
  const { working, down } = waitsOfRequested(asked, answers, outages);
  const seconds = (ms: number): number => round(ms / 1000, 1);
  return {
    requests: asked.length,
    peak,
    ...fateOf(asked, answers, waiting),
    waiting: waiting.size,
    triedAgain: tickets.triedAgain,
    paceRatio: round(paceKept(asked, answers, coming, perSecond, outages), 3),
    perSecond,
    macros: working.length,
    macroP50Seconds: seconds(percentile(working, 0.5)),
    macroLongestSeconds: seconds(Math.max(...working)),
    macroLongestDownSeconds: seconds(Math.max(0, ...down)),
    kills: outages.length,
    workerMb: round(workerMb),
    runs: own.runs,
    eventsPerTurn: round(own.events / Math.max(1, answers.length), 1),
    mostEvents: own.mostEvents,
    mostHistoryMb: round(own.mostBytes / 1024 / 1024, 1),
    mostCarriedKb: round(own.mostCarried / 1024),
  };
}

const rowsOf = (it: Queue): Row[] => [
  {
    what: `${it.requests} asked, ${it.peak} wait at once, worker killed ${it.kills} times: lost, given twice`,
    ventana: `${it.lost}, ${it.twice}`,
    goal: '0',
    holds: it.lost + it.twice + it.strange === 0,
    promised: true,
  },
  {
    what: '- turns that overtook an older customer message',
    ventana: String(it.overtaking),
    goal: '0',
    holds: it.overtaking === 0,
    promised: true,
  },
  {
    what: `- turns by the rate (${it.perSecond} a second) while requests come`,
    ventana: String(it.paceRatio),
    goal: `≥ ${LEAST_PACE}`,
    holds: it.paceRatio >= LEAST_PACE,
    promised: true,
  },
  {
    what: `- ${it.macros} macros: p50 and longest wait`,
    ventana: `${it.macroP50Seconds} and ${it.macroLongestSeconds} s (${it.macroLongestDownSeconds} s around a kill)`,
    goal: `< ${LONGEST_WAIT_S} s`,
    holds: it.macroLongestSeconds < LONGEST_WAIT_S,
  },
  {
    what: `- worker`,
    ventana: `${it.workerMb} MB`,
    goal: `< ${MOST_MB} MB`,
    holds: it.workerMb < MOST_MB,
    promised: true,
  },
  {
    what: `- longest history and largest state passed on, of ${it.runs} runs`,
    ventana: `${it.mostEvents} events, ${it.mostHistoryMb} MB; ${it.mostCarriedKb} kB`,
    goal: `< ${MOST_EVENTS} events, ${MOST_HISTORY_MB} MB; ${MOST_CARRIED_KB} kB`,
    holds: it.mostEvents < MOST_EVENTS && it.mostHistoryMb < MOST_HISTORY_MB && it.mostCarriedKb < MOST_CARRIED_KB,
    promised: true,
  },
  { what: '- events of the turns and lanes, for each turn', ventana: String(it.eventsPerTurn) },
];
