import type { FastifyInstance } from 'fastify';

/** A server that listens. */
export interface Listening {
  /** e.g. `http://127.0.0.1:8080` */
  url: string;
  /** Answers the requests in progress, then stops listening. */
  close(): Promise<void>;
}

export interface ListenOptions {
  host: string;
  port: number;
  /** Connections that the system holds until we take them. */
  backlog?: number;
}

/**
 * @param remedy what to do when the port is taken: a sentence that names the variable to set
 * @throws {Error} when the port is taken, with the remedy
 */
export async function listen(app: FastifyInstance, options: ListenOptions, remedy: string): Promise<Listening> {
  try {
    return { url: await app.listen(options), close: () => app.close() };
  } catch (error) {
    await app.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${options.port} is taken. ${remedy}`, { cause: error });
  }
}
