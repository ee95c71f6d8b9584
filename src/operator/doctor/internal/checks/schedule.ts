import { say } from '../../../../language/say';
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
        title: say('Office hours'),
        run: () => ok(say('from the policy file, in {timeZone}', { timeZone: hours.timeZone })),
      },
      {
        id: 'holidays',
        title: say('Holidays'),
        run: () => judgeHolidays(hours.holidays, now(), say('hours.holidays in the policy file')),
      },
    ];
  }
  return [
    {
      id: 'schedule',
      title: say('Office hours'),
      needs: ['zendesk.role'],
      run: async () => {
        let missing: string | undefined;
        const resolved = await resolve(() => resolveHours(hours, zendesk, (message) => (missing = message)));
        if ('problem' in resolved)
          return problem(
            resolved.problem,
            say('Correct hours in the policy file, or the schedule: {schedules}.', { schedules: say(SCHEDULES) }),
          );
        if (missing !== undefined)
          return warning(withoutStop(missing), say('Create a schedule: {schedules}.', { schedules: say(SCHEDULES) }));
        return ok(say('schedule {it}, in {zone}', { it: JSON.stringify(resolved.name), zone: resolved.zone }));
      },
    },
    {
      id: 'holidays',
      title: say('Holidays'),
      needs: ['schedule'],
      run: async () => {
        const { holidays } = await resolveHours(hours, zendesk, () => undefined);
        return judgeHolidays(holidays, now(), say(SCHEDULES));
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
  if (holidays.length === 0) return ok(say('none'));
  const today = new Date(now).toISOString().slice(0, 10);
  const last =
    holidays
      .map(({ endDate }) => endDate)
      .sort()
      .at(-1) ?? '';
  const ahead = holidays.filter(({ endDate }) => endDate >= today).length;
  if (ahead > 0) return ok(say('{ahead} ahead, the last one until {last}', { ahead, last }));
  return warning(
    say('none ahead: the last one ended on {last}', { last }),
    say('Add the holidays of the coming year: {where}.', { where }),
  );
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');
