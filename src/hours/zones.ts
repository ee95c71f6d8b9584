import { IANAZone } from 'luxon';
import railsTimeZones from './rails-time-zones.json';

const ianaByRailsName = new Map<string, string>(Object.entries(railsTimeZones));

/**
 * The IANA zone for a Rails name ("Madrid"), which Zendesk's API uses for time zones. Undefined for an unknown name.
 */
export const fromRailsName = (name: string): string | undefined => ianaByRailsName.get(name);

/**
 * The IANA zone for a name from Zendesk, which is a Rails name or already an IANA name.
 * @throws {Error} when it is neither
 */
export function ianaZone(name: string): string {
  const zone = fromRailsName(name) ?? name;
  if (IANAZone.isValidZone(zone)) return zone;
  throw new Error(
    `Zendesk's schedule is in the time zone "${name}", which Ventana does not know. ` +
      'Write the office hours in the policy file instead: hours: { timeZone: Europe/Madrid, week: { mon-fri: 09:00-18:00 } }.',
  );
}
