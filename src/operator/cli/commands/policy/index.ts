import { defineGroup } from '../../command';
import { apply } from './apply';
import { check } from './check';
import { diff } from './diff';
import { schema } from './schema';

export const policy = defineGroup('policy', 'Check the policy file, see what a change would do, and apply it', [
  check,
  schema,
  diff,
  apply,
]);
