import { say } from '../../../../language/say';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { freeSpace, LEAST_SPACE } from '../../../../system/freeSpace';
import { type Check, type Finding, ok, problem, warning } from '../../check';
import type { Context } from '../context';

/** Where the embedded Temporal keeps all tickets: whether it can be written to, and has room. */
export const dataFolder = ({ config }: Context): Check[] =>
  config.temporal.address === undefined
    ? [{ id: 'data', title: say('Data folder'), run: () => judge(config.dataFolder) }]
    : [];

/** A database and its log have no room for the next days (bytes). */
const LOW_SPACE = 500_000_000;

/** @param free reads the free bytes of a folder; a test gives its own */
export async function judge(path: string, free = freeSpace): Promise<Finding> {
  const folder = resolve(path);
  const there = await nearest(folder);
  if (there === undefined)
    return problem(
      say('{path} is not writable', { path }),
      say('Make it writable for the user that runs Ventana, or set VENTANA_DATA to another folder.'),
    );
  const bytes = await free(there);
  const state = there === folder ? say('is writable') : say('is not there yet and can be created');
  if (bytes === undefined)
    return ok(say('{path} {state}; the system does not say how much room is left', { path, state }));
  const room = `${Math.floor(bytes / 1_000_000)} MB`;
  if (bytes < LEAST_SPACE)
    return problem(
      say('the disk of {path} is full ({room} left): nothing can be stored, so Ventana can send and write nothing', {
        path,
        room,
      }),
      say('Free some space there, or set VENTANA_DATA to a folder on a larger disk. Ventana then goes on by itself.'),
    );
  if (bytes < LOW_SPACE)
    return warning(
      say('{path} {state}, but has only {room} left', { path, state, room }),
      say('Free some space on its disk.'),
    );
  return ok(say('{path} {state} and has {room} left', { path, state, room }));
}

/** The folder, or the one in which it can be created; undefined if it cannot be written to. */
async function nearest(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing && dirname(folder) !== folder ? nearest(dirname(folder)) : undefined;
  }
}
