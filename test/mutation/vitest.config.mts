import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Mutants die at the first test that fails: the quick files first, the hundreds of random weeks last. */
class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('core.order.test.ts');
    return Promise.resolve(files.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b))));
  }
}

/** The unit tests of the core and of the activities alone: no other test file decides about them, and each costs its imports per mutant. */
export default defineConfig({
  test: {
    name: 'unit',
    include: ['test/unit/{core.*,activities.*,activities,client-helpers,delivery-error,sweep,words}.test.ts'],
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
});
