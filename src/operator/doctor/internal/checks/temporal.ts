import { type Check, ok, problem, skipped, warning } from '../../check';
import type { Context } from '../context';
import { embeddedIsDown } from './service';
import { EmbeddedNotRunning } from '../../../../temporal/inspector';

const DAY_MS = 86_400_000;
/** A run ends 7 days after its ticket was solved. Its history should stay readable for at least as long again. */
const SHORT_RETENTION_MS = 7 * DAY_MS;

/** Temporal: reachable, set up, and with workers running. */
export const temporal = (context: Context): Check[] => [temporalAnswers(context), ...inTemporal(context)];

const temporalAnswers = (context: Context): Check => ({
  id: 'temporal',
  title: 'Temporal',
  run: async () => {
    try {
      const { address, namespace, retentionMs } = await context.temporal();
      // A connection alone does not show that the namespace exists.
      await retentionMs();
      return ok(`answers at ${address}, namespace ${namespace}`);
    } catch (error) {
      if (error instanceof EmbeddedNotRunning) return embeddedIsDown(context);
      const why = error instanceof Error ? error.message : String(error);
      return problem(
        `cannot be reached (${why})`,
        'Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, the API key or certificates, and the cluster itself.',
      );
    }
  },
});

const inTemporal = ({ temporal: connect }: Context): Check[] => [
  {
    id: 'temporal.retention',
    title: 'Temporal retention',
    needs: ['temporal'],
    run: async () => {
      const temporal = await connect();
      const days = (await temporal.retentionMs()) / DAY_MS;
      const found = `closed workflows are kept for ${Math.round(days * 10) / 10} days`;
      if (days * DAY_MS >= SHORT_RETENTION_MS) return ok(found);
      return warning(
        found,
        `Keep them longer, to see why a customer got no message: temporal operator namespace update --namespace ${temporal.namespace} --retention 720h.`,
      );
    },
  },
  {
    id: 'temporal.attributes',
    title: 'Temporal search attributes',
    needs: ['temporal'],
    run: async () => {
      const temporal = await connect();
      const { missing, wrong } = await temporal.attributeFaults();
      if (wrong.length > 0) {
        const list = wrong.map(({ name, type }) => `${name} must be ${type}`).join(', ');
        return problem(`of the wrong type: ${list}`, 'Use another namespace: set TEMPORAL_NAMESPACE.');
      }
      if (missing.length === 0) return ok('all present');
      const flags = missing.map(({ name, type }) => `--name ${name} --type ${type}`).join(' ');
      return problem(
        `${missing.length} missing: ${missing.map(({ name }) => name).join(', ')}`,
        `Start Ventana, which creates them if it is allowed to; otherwise run: temporal operator search-attribute create --namespace ${temporal.namespace} ${flags}.`,
      );
    },
  },
  {
    id: 'temporal.workers',
    title: 'Workers',
    needs: ['temporal'],
    run: async () => {
      const without = await (await connect()).queuesWithoutWorker();
      if (without.length === 0) return ok('polling all task queues');
      return problem(
        `no worker is polling ${without.join(', ')}: nothing is sent`,
        'Start Ventana: npm start, or npm run start:worker next to a receiver.',
      );
    },
  },
];

const MINUTE_MS = 60_000;

/** The regular search for tickets whose webhooks were lost. */
export const sweep = ({ temporal: connect, config, now }: Context): Check[] => [
  {
    id: 'sweep',
    title: 'Sweep',
    needs: ['temporal'],
    run: async () => {
      if (!config.sweep) return skipped('because it is off in the policy (sweep: off)');
      const state = await (await connect()).sweep();
      if (!state)
        return problem('it is not scheduled', 'Start Ventana, which schedules it: npm start, or npm run start:worker.');
      if (state.pausedWith !== undefined) {
        return problem(
          `its schedule is paused${state.pausedWith && ` (${JSON.stringify(state.pausedWith)})`}: tickets with lost webhooks are not found`,
          `Resume it: temporal schedule toggle --unpause --schedule-id whatsapp-sweep:${config.account}.`,
        );
      }
      const { last } = state;
      if (!last) return ok('scheduled; none has finished yet');
      const ago = `${Math.max(0, Math.round((now() - last.endedAt) / MINUTE_MS))} min ago`;
      if (last.outcome === 'COMPLETED') return ok(`the last one succeeded ${ago}`);
      return problem(
        `the last one ended ${ago} as ${last.outcome}`,
        "Run `npx ventana sweep`, which shows why, or open the workflow whatsapp-sweep in Temporal's UI.",
      );
    },
  },
];
