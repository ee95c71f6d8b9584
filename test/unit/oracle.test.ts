/**
 * Random weeks of an account, several tickets in one conversation and one queue, against an oracle that is written from
 * docs/behaviour.md alone: see test/oracle. `ORACLE_RUNS` and `ORACLE_SEED` play more, or others.
 */
import { playWeeks } from '../oracle/suite';

playWeeks({ seed: 11, runs: 100 });
