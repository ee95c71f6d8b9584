/** The last step of `npm run build`: bundles the workflow code, so that a worker does not have to do it at start. */
import { FAILURE_CONVERTER } from '../../temporal/dataConverter';
import { writeBundle } from './workflowBundle';

void Promise.all([writeBundle(), writeBundle(FAILURE_CONVERTER)]);
