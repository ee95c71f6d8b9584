import type { Command } from '../command';
import { sweep } from './sweep';

/** All commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [sweep];
