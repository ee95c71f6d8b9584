import { say } from '../../../../language/say';
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
  title: say('Temporal'),
  run: async () => {
    try {
      const { address, namespace, retentionMs } = await context.temporal();
      // A connection alone does not show that the namespace exists.
      await retentionMs();
      return ok(say('answers at {address}, namespace {namespace}', { address, namespace }));
    } catch (error) {
      if (error instanceof EmbeddedNotRunning) return embeddedIsDown(context);
      const why = error instanceof Error ? error.message : String(error);
      return problem(
        say('cannot be reached ({why})', { why }),
        say('Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, the API key or certificates, and the cluster itself.'),
      );
    }
  },
});

const inTemporal = ({ temporal: connect }: Context): Check[] => [
  {
    id: 'temporal.retention',
    title: say('Temporal retention'),
    needs: ['temporal'],
    run: async () => {
      const temporal = await connect();
      const days = (await temporal.retentionMs()) / DAY_MS;
      const found = say('closed workflows are kept for {it} days', { it: Math.round(days * 10) / 10 });
      if (days * DAY_MS >= SHORT_RETENTION_MS) return ok(found);
      return warning(
        found,
        say(
          'Keep them longer, to see why a customer got no message: temporal operator namespace update --namespace {namespace} --retention 720h.',
          { namespace: temporal.namespace },
        ),
      );
    },
  },
  {
    id: 'temporal.attributes',
    title: say('Temporal search attributes'),
    needs: ['temporal'],
    run: async () => {
      const temporal = await connect();
      const { missing, wrong } = await temporal.attributeFaults();
      if (wrong.length > 0) {
        const list = wrong.map(({ name, type }) => say('{name} must be {type}', { name, type })).join(', ');
        return problem(
          say('of the wrong type: {list}', { list }),
          say('Use another namespace: set TEMPORAL_NAMESPACE.'),
        );
      }
      if (missing.length === 0) return ok(say('all present'));
      const flags = missing.map(({ name, type }) => `--name ${name} --type ${type}`).join(' ');
      return problem(
        say('{length} missing: {it}', { length: missing.length, it: missing.map(({ name }) => name).join(', ') }),
        say(
          'Start Ventana, which creates them if it is allowed to; otherwise run: temporal operator search-attribute create --namespace {namespace} {flags}.',
          { namespace: temporal.namespace, flags },
        ),
      );
    },
  },
  {
    id: 'temporal.workers',
    title: say('Workers'),
    needs: ['temporal'],
    run: async () => {
      const without = await (await connect()).queuesWithoutWorker();
      if (without.length === 0) return ok(say('polling all task queues'));
      return problem(
        say('no worker is polling {it}: nothing is sent', { it: without.join(', ') }),
        say('Start Ventana: npx ventana start, or npx ventana worker next to a receiver.'),
      );
    },
  },
];

const MINUTE_MS = 60_000;

/** A sweep may take an hour, and starts up to a minute late. */
const LATE_MS = 90 * MINUTE_MS;

/** The regular search for tickets whose webhooks were lost. */
export const sweep = ({ temporal: connect, config, now }: Context): Check[] => [
  {
    id: 'sweep',
    title: say('Sweep'),
    needs: ['temporal'],
    run: async () => {
      if (!config.sweep) return skipped(say('because it is off in the policy (sweep: off)'));
      const state = await (await connect()).sweep();
      if (!state)
        return problem(
          say('it is not scheduled'),
          say('Start Ventana, which schedules it: npx ventana start, or npx ventana worker.'),
        );
      if (state.pausedWith !== undefined) {
        return problem(
          say('its schedule is paused{it}: tickets with lost webhooks are not found', {
            it: state.pausedWith && ` (${JSON.stringify(state.pausedWith)})`,
          }),
          say('Resume it: temporal schedule toggle --unpause --schedule-id whatsapp-sweep:{account}.', {
            account: config.account,
          }),
        );
      }
      const { last } = state;
      if (!last) return ok(say('scheduled; none has finished yet'));
      const ago = say('{it} min ago', { it: Math.max(0, Math.round((now() - last.endedAt) / MINUTE_MS)) });
      const lateMs = (state.everyMs ?? config.sweep.everyMs) + LATE_MS;
      if (now() - last.endedAt > lateMs) {
        return problem(
          say('the last one ended {ago}: none has ended since, so tickets with lost webhooks are not found', { ago }),
          say('See the lines Temporal and Workers, then run `npx ventana sweep`, which shows why.'),
        );
      }
      if (last.outcome === 'COMPLETED') return ok(say('the last one succeeded {ago}', { ago }));
      return problem(
        say('the last one ended {ago} as {outcome}', { ago, outcome: last.outcome }),
        say("Run `npx ventana sweep`, which shows why, or open the workflow whatsapp-sweep in Temporal's UI."),
      );
    },
  },
];
