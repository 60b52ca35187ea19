import { StartProblem } from 'cloudformation-local';
import { readOptions } from '../../local/options.ts';

const read = (environment: Record<string, string>) => readOptions(environment, '/project');

test('destinations may be private unless that is refused', () => {
  expect(read({}).privateDestinations).toBe('allow');
  expect(read({ LEASELINE_PRIVATE_DESTINATIONS: '' }).privateDestinations).toBe('allow');
  expect(read({ LEASELINE_PRIVATE_DESTINATIONS: 'refuse' }).privateDestinations).toBe('refuse');
});

test('visitors from this machine are people unless they shall not be', () => {
  expect(read({}).loopbackVisitors).toBe('allow');
  expect(read({ LEASELINE_LOOPBACK_VISITORS: 'refuse' }).loopbackVisitors).toBe('refuse');
  expect(() => read({ LEASELINE_LOOPBACK_VISITORS: 'yes' })).toThrow(
    'LEASELINE_LOOPBACK_VISITORS is "yes"; it must be allow or refuse.',
  );
});

test('all that does not fit is said at once', () => {
  const wrong = { LEASELINE_PRIVATE_DESTINATIONS: 'no', LEASELINE_PORT: '0', LEASELINE_FAULTS: 'sqs.lose=1' };
  expect(() => read(wrong)).toThrow(StartProblem);
  expect(() => read(wrong)).toThrow(/LEASELINE_PORT[^]*LEASELINE_PRIVATE_DESTINATIONS[^]*LEASELINE_FAULTS/);
});
