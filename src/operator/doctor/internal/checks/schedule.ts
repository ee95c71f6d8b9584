import { VendorError } from '../../../../../activities/vendorError';
import { resolveHours, type ResolvedHours } from '../../../../hours/resolve';
import { type Check, type Finding, ok, problem, warning } from '../../check';
import type { Context } from '../context';

const SCHEDULES = 'Admin Center, Objects and rules, Business rules, Schedules';

/** Office hours and holidays, as the worker will read them. */
export function schedule({ config: { hours }, zendesk, now }: Context): Check[] {
  if (hours.from === 'policy') {
    return [
      {
        id: 'schedule',
        title: 'Office hours',
        run: () => ok(`from the policy file, in ${hours.timeZone}`),
      },
      {
        id: 'holidays',
        title: 'Holidays',
        run: () => judgeHolidays(hours.holidays, now(), 'hours.holidays in the policy file'),
      },
    ];
  }
  return [
    {
      id: 'schedule',
      title: 'Office hours',
      needs: ['zendesk.role'],
      run: async () => {
        let missing: string | undefined;
        const resolved = await resolve(() => resolveHours(hours, zendesk, (message) => (missing = message)));
        if ('problem' in resolved)
          return problem(resolved.problem, `Correct hours in the policy file, or the schedule: ${SCHEDULES}.`);
        if (missing !== undefined) return warning(withoutStop(missing), `Create a schedule: ${SCHEDULES}.`);
        return ok(`schedule ${JSON.stringify(resolved.name)}, in ${resolved.zone}`);
      },
    },
    {
      id: 'holidays',
      title: 'Holidays',
      needs: ['schedule'],
      run: async () => {
        const { holidays } = await resolveHours(hours, zendesk, () => undefined);
        return judgeHolidays(holidays, now(), SCHEDULES);
      },
    },
  ];
}

/** `resolveHours` throws messages for people. A vendor's error is passed on. */
async function resolve(read: () => Promise<ResolvedHours>): Promise<ResolvedHours | { problem: string }> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof VendorError || !(error instanceof Error)) throw error;
    return { problem: withoutStop(error.message) };
  }
}

function judgeHolidays(holidays: ResolvedHours['holidays'], now: number, where: string): Finding {
  if (holidays.length === 0) return ok('none');
  const today = new Date(now).toISOString().slice(0, 10);
  const last =
    holidays
      .map(({ endDate }) => endDate)
      .sort()
      .at(-1) ?? '';
  const ahead = holidays.filter(({ endDate }) => endDate >= today).length;
  if (ahead > 0) return ok(`${ahead} ahead, the last one until ${last}`);
  return warning(`none ahead: the last one ended on ${last}`, `Add the holidays of the coming year: ${where}.`);
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');
