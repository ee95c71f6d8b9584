/** Case 4 over several tickets of one conversation, against the same oracle: short weeks in which most replies are lost. */
import { playWeeks } from '../oracle/suite';
import { rescueWeeks } from '../oracle/week';

playWeeks({ seed: 4, runs: 100, of: rescueWeeks });
