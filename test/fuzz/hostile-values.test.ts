import fc from 'fast-check';
import { nearly } from './hostile-values.ts';

test('any value can be changed a little, whatever names and lists it has', () => {
  const values = fc.anything({ withNullPrototype: false }).map((value) => JSON.parse(JSON.stringify(value) ?? 'null'));
  fc.assert(
    fc.property(nearly(values), (changed) => {
      JSON.stringify(changed);
    }),
    { numRuns: 1000 },
  );
});
