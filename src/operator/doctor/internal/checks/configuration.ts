import { say } from '../../../../language/say';
import { plainHttpWarning } from '../../../../config/plainHttp';
import type { Problem } from '../../../../problems/configError';
import { type Check, ok, problem, type Result, skipped, warning } from '../../check';
import type { Context } from '../context';

const TITLE = 'Configuration and policy';

/** This check only runs if the configuration has loaded. Valid settings that may not be intended are warnings. */
export const configuration = ({ config }: Context): Check[] => [
  {
    id: 'configuration',
    title: say(TITLE),
    run: () => {
      if (config.policyWarnings.length === 0) return ok(say('loaded'));
      return warning(
        config.policyWarnings.join(' ').replace(/\.$/, ''),
        say('Correct the policy file: `npx ventana policy check`.'),
      );
    },
  },
  ...plainHttp(config),
];

/** Only where there is something to say. */
function plainHttp(config: Context['config']): Check[] {
  const open = plainHttpWarning(config);
  return open
    ? [{ id: 'configuration.http', title: say("The vendors' addresses"), run: () => warning(open.found, open.todo) }]
    : [];
}

/** The report when the configuration does not load. */
export const configurationProblems = (problems: readonly Problem[]): Result[] => [
  ...problems.map(({ where, message, hint }) => ({
    id: 'configuration',
    title: say(TITLE),
    ...problem(`${where} ${message}`, hint),
  })),
  {
    id: 'everything',
    title: say('Everything else'),
    ...skipped(say('because of: {title}', { title: say(TITLE) })),
    because: say(TITLE),
  },
];
