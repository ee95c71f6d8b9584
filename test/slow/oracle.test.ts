/** The same as `test/unit/oracle.test.ts`, for four hundred other weeks. */
import { playWeeks } from '../oracle/suite';

playWeeks({ seed: 2_026, runs: 400 });
