import fc from 'fast-check';
import { physicalName } from '../../../local/template/physical-name.ts';

const id = fc.string({ unit: fc.constantFrom('a', 'b', 'X', '0', '9'), minLength: 1, maxLength: 200 });

describe('the physical name of a resource', () => {
  it('is stack and logical id', () => {
    expect(physicalName('Leaseline', 'Queue123')).toBe('Leaseline-Queue123');
  });

  it('is never longer than 64 characters, and distinct for distinct ids', () => {
    fc.assert(
      fc.property(id, id, id, (stack, one, other) => {
        expect(physicalName(stack, one).length).toBeLessThanOrEqual(64);
        expect(physicalName(stack, one) === physicalName(stack, other)).toBe(one === other);
      }),
    );
  });
});
