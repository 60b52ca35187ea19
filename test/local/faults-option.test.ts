import { parseFaults } from '../../local/faults-option.ts';

describe('LEASELINE_FAULTS', () => {
  it('gives probabilities by name, 0 for the rest', () => {
    expect(parseFaults('sqs.duplicate=0.05, lambda.kill=1')).toEqual({
      'dynamodb.refuse': 0,
      'dynamodb.throttle': 0,
      'dynamodb.conflict': 0,
      'sqs.duplicate': 0.05,
      'lambda.kill': 1,
    });
    expect(Object.values(parseFaults(''))).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([
    'lambda.kil=1',
    'lambda.kill',
    'lambda.kill=',
    'lambda.kill=2',
    'lambda.kill=-0.1',
    'lambda.kill=often',
    '=1',
  ])('may not be %s', (text) => {
    expect(() => parseFaults(text)).toThrow('LEASELINE_FAULTS');
  });
});
