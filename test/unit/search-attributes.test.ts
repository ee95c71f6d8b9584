import type { ConnectionLike } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { ensureSearchAttributes } from '../../src/temporal/searchAttributes';
import { searchAttributes } from '../../workflows/messages';

/** As the SDK recognises a gRPC error: by its code, details and metadata. */
const grpcError = (code: number) => Object.assign(new Error('refused'), { code, details: 'refused', metadata: {} });

/** A cluster whose operator API is not for us, as Temporal Cloud's; `known`: the attributes that queries may name. */
function cluster(known: string[]): ConnectionLike {
  const refuse = (): Promise<never> => Promise.reject(grpcError(7));
  return {
    operatorService: { listSearchAttributes: refuse, addSearchAttributes: refuse },
    workflowService: {
      countWorkflowExecutions: ({ query = '' }: { query?: string }) => {
        const named = [...query.matchAll(/(Ventana\w+) =/g)].map(([, name]) => name ?? '');
        return named.every((name) => known.includes(name)) ? Promise.resolve({}) : Promise.reject(grpcError(3));
      },
    },
  } as unknown as ConnectionLike;
}

describe('search attributes on a cluster that does not let us create them', () => {
  const names = Object.values(searchAttributes).map(({ name }) => name);

  it('are enough when they are there', async () => {
    await ensureSearchAttributes(cluster(names), 'prod.acc', Object.values(searchAttributes));
  });

  it('are asked for with the commands for the administrator, the missing ones only', async () => {
    const some = names.filter((name) => !['VentanaStage', 'VentanaWindowClosesAt'].includes(name));
    const ensured = ensureSearchAttributes(cluster(some), 'prod.acc', Object.values(searchAttributes));
    const error = await ensured.catch((it: unknown) => it as Error);
    const command = 'temporal operator search-attribute create --namespace prod.acc';
    expect((error as Error).message).toContain(`${command} --name VentanaStage --type Keyword\n`);
    expect((error as Error).message).toContain(`${command} --name VentanaWindowClosesAt --type Datetime\n`);
    expect((error as Error).message).not.toContain('VentanaAccount');
  });
});
