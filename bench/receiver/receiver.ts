import { resolve } from 'node:path';
import { median, round } from '../numbers';
import { openPoster, type Poster, requestOf, sunshineRequestOf } from '../ingress/load';
import type { Measured, ReceiverCost } from '../result';
import type { Setting } from '../setting';
import type { Usage } from '../support/answering';
import { type Child, startChild } from '../support/child';

const KINDS = ['node', 'fastify', 'ventana'] as const;
type Kind = (typeof KINDS)[number];

const SECRET = 'bench-receiver-secret';
const CONNECTIONS = 8;

interface Running {
  child: Child;
  posters: Poster[];
}

/**
 * The processor time of one webhook, without Temporal: HTTP, signature, parsing, routing, metrics and log. Next to it a
 * server of Fastify and one of Node that only read the body and answer. They take turns, so that other load on the
 * machine affects all three; the median of all rounds counts.
 */
export async function receiver(setting: Setting): Promise<Measured<ReceiverCost>> {
  const [rounds, webhooks] = setting.quick ? [2, 400] : [7, 1_000];
  const running = new Map<Kind, Running>();
  try {
    for (const kind of KINDS) running.set(kind, await start(setting, kind));
    const cpuUs = async (kind: Kind, requests: readonly Buffer[]): Promise<number> => {
      const { child, posters } = running.get(kind)!;
      const before = await child.ask<Usage>('usage');
      await post(posters, requests);
      const { cpuMs } = await child.ask<Usage>('usage');
      return ((cpuMs - before.cpuMs) * 1_000) / requests.length;
    };
    const measured = { zendesk: tally(), sunshine: tally() };
    for (let n = 0; n <= rounds; n += 1) {
      for (const [vendor, sign] of [
        ['zendesk', requestOf],
        ['sunshine', sunshineRequestOf],
      ] as const) {
        // Each is another event: repeats cost less.
        const requests = Array.from({ length: webhooks }, (_, nth) => sign(String(n * webhooks + nth + 1), SECRET));
        for (const kind of KINDS) {
          const us = await cpuUs(kind, requests);
          // The first round warms up.
          if (n > 0) measured[vendor][kind].push(us);
        }
      }
      setting.say(`  round ${n}`);
    }
    return resultOf(measured);
  } finally {
    for (const { child, posters } of running.values()) {
      posters.forEach((poster) => poster.close());
      await child.stop();
    }
  }
}

type Tally = Record<Kind, number[]>;
const tally = (): Tally => ({ node: [], fastify: [], ventana: [] });

async function start({ folder }: Setting, kind: Kind): Promise<Running> {
  const script = resolve(__dirname, 'server.ts');
  const child = await startChild({ script, args: [kind, SECRET], env: {}, folder, name: kind });
  const port = await child.ask<number>('port');
  return { child, posters: await Promise.all(Array.from({ length: CONNECTIONS }, () => openPoster(port))) };
}

async function post(posters: readonly Poster[], requests: readonly Buffer[]): Promise<void> {
  const waiting = [...requests].reverse();
  await Promise.all(
    posters.map(async (poster) => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await poster.post(next);
    }),
  );
}

function resultOf(measured: Record<'zendesk' | 'sunshine', Tally>): Measured<ReceiverCost> {
  const of = (times: Tally): Record<Kind, number> => ({
    node: round(median(times.node)),
    fastify: round(median(times.fastify)),
    ventana: round(median(times.ventana)),
  });
  const result = { zendeskUs: of(measured.zendesk), sunshineUs: of(measured.sunshine) };
  const row = (what: string, { node, fastify, ventana }: Record<Kind, number>) => ({
    what,
    ventana: `${ventana} µs`,
    beside: `${fastify} µs Fastify, ${node} µs node:http`,
  });
  return {
    result,
    rows: [
      row("CPU of Zendesk's webhook, without Temporal", result.zendeskUs),
      row("of Sunshine's, a message", result.sunshineUs),
    ],
  };
}
