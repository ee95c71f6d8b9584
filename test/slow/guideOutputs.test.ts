import { expect, it } from 'vitest';
import { compare } from '../guides/documents';
import { scenarios } from '../guides/scenarios';

/** Plays it, and compares what the guides show of it. If that differs: `npm run guide-outputs`. */
async function isAsShown(name: string): Promise<void> {
  const compared = compare(await scenarios[name]!.play());
  expect(compared.length).toBeGreaterThan(0);
  expect(compared.map(({ document, name: output, shown }) => ({ document, output, shown }))).toEqual(
    compared.map(({ document, name: output, real }) => ({ document, output, shown: real })),
  );
}

it('get-started shows the outputs of a run', () => isAsShown('get-started'));

it('V11 ten things go wrong in a running Ventana: one command names cause and remedy, as the guide shows', () =>
  isAsShown('incidents'));
