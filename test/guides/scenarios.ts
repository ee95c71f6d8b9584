import { incidentNames, playIncidents } from '../support/incidents';
import { getStarted } from './getStarted';
import type { Scenario } from './scenario';

/** By name, as in `npm run guide-outputs get-started`. */
export const scenarios: Record<string, Scenario> = {
  'get-started': getStarted,
  incidents: { outputs: [...incidentNames], play: playIncidents },
};
