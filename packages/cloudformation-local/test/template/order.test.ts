import fc from 'fast-check';
import { dependencyOrder } from '../../src/template/order.ts';

describe('the order of dependencies', () => {
  it('has everything once, each after what it needs', () => {
    const acyclic = fc
      .integer({ min: 0, max: 20 })
      .chain((size) => fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: size, maxLength: size }))
      .map((needs) => needs.map((wanted, at) => new Set(at === 0 ? [] : wanted.map((any) => `n${any % at}`))))
      .chain((needs) => fc.shuffledSubarray([...needs.entries()], { minLength: needs.length }))
      .map((entries) => new Map(entries.map(([at, needed]) => [`n${at}`, needed])));
    fc.assert(
      fc.property(acyclic, (dependencies) => {
        const order = dependencyOrder(dependencies);
        expect([...order].sort()).toEqual([...dependencies.keys()].sort());
        for (const [id, needed] of dependencies) {
          for (const other of needed) expect(order.indexOf(other)).toBeLessThan(order.indexOf(id));
        }
      }),
    );
  });

  it('keeps the given order where it can, and takes no notice of what is not there', () => {
    const dependencies = new Map([
      ['b', new Set<string>()],
      ['a', new Set(['c', 'AWS::Region'])],
      ['c', new Set<string>()],
    ]);
    expect(dependencyOrder(dependencies)).toEqual(['b', 'c', 'a']);
  });
});
