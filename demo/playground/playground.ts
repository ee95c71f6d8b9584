import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import type { World } from '../../simulation/world';
import { createAccidents } from './accidents';
import { APP_PACKAGE } from './folders';
import { guard } from './guard';
import { addRoutes } from './routes';
import type { Stage } from './scene';
import { keepTime } from './timekeeper';

export interface PlaygroundOptions {
  world: World;
  /** Preferred; if it is taken, any free one. */
  port: number;
  /** Told of what went wrong while nobody waited. */
  failed: (error: unknown) => void;
}

export interface Playground {
  url: string;
  close(): Promise<void>;
}

/** Opens the page on which one plays by hand, for this machine only. */
export async function startPlayground({ world, port, failed }: PlaygroundOptions): Promise<Playground> {
  const keeper = keepTime(world.time, failed);
  const stage: Stage = {
    world,
    keeper,
    accidents: createAccidents(world.sandbox),
    appIsBuilt: () => existsSync(join(APP_PACKAGE, 'assets/iframe.html')),
  };
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 });
  let listening = 0;
  guard(server, () => listening);
  addRoutes(server, stage);
  const listen = (wanted: number): Promise<string> => server.listen({ host: '127.0.0.1', port: wanted });
  const url = await listen(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return listen(0);
  });
  listening = Number(new URL(url).port);
  return {
    url,
    close: async () => {
      await server.close();
      await keeper.stop();
    },
  };
}
