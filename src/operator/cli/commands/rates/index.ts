import { defineGroup } from '../../command';
import { importRates } from './import';
import { show } from './show';

export const rates = defineGroup(
  'rates',
  "Show Meta's rate cards, with which costs are estimated, or import them",
  [importRates],
  show,
);
