/** What a worker's build id says of the workflow code that it runs. */
export { buildIdSuffix, RULES } from './core/rules';
