/** The same as `test/unit/oracle.test.ts`, for two thousand other weeks. */
import { playWeeks } from '../oracle/suite';

playWeeks({ seed: 2_026, runs: 2_000 });
