import { defineGroup } from '../../command';
import { exportCommand } from './export';
import { rebuild } from './rebuild';

export const ledger = defineGroup('ledger', 'What became of each outreach, window and lost reply', [
  rebuild,
  exportCommand,
]);
