import type { SecretReference } from '../../src/secret-reference.ts';
import { withDynamicValues } from '../../src/template/dynamic-references.ts';

function resolved(value: unknown) {
  const asked: SecretReference[] = [];
  const problems: string[] = [];
  const lookUp = (reference: SecretReference) => {
    asked.push(reference);
    return reference.secret === 'gone' ? { problem: 'is gone' } : { value: 'VALUE' };
  };
  return { value: withDynamicValues(value, lookUp, (problem) => problems.push(problem)), asked, problems };
}

const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:shop/key-AbC123';

describe('a dynamic reference', () => {
  it.each([
    ['secretsmanager:key', { secret: 'key' }],
    ['secretsmanager:key:SecretString', { secret: 'key' }],
    ['secretsmanager:key:SecretString:::', { secret: 'key' }],
    ['secretsmanager:key:SecretString:user', { secret: 'key', key: 'user' }],
    ['secretsmanager:key:SecretString::AWSPREVIOUS', { secret: 'key', stage: 'AWSPREVIOUS' }],
    ['secretsmanager:key:SecretString:user::v1', { secret: 'key', key: 'user', version: 'v1' }],
    [`secretsmanager:${arn}`, { secret: arn }],
    [`secretsmanager:${arn}:SecretString:user:AWSCURRENT:`, { secret: arn, key: 'user', stage: 'AWSCURRENT' }],
  ])('%s names %j', (inner, reference) => {
    expect(resolved(`{{resolve:${inner}}}`)).toEqual({ value: 'VALUE', asked: [reference], problems: [] });
  });

  it('is found in any text of a value, and more than once in one', () => {
    const value = {
      a: ['x', { b: 'one {{resolve:secretsmanager:k}}, two {{resolve:secretsmanager:k}}' }],
      n: 1,
      no: null,
    };
    expect(resolved(value)).toMatchObject({
      value: { a: ['x', { b: 'one VALUE, two VALUE' }], n: 1, no: null },
      problems: [],
    });
  });

  it('leaves a value as it is, whatever looks like a pattern of replacement', () => {
    expect(withDynamicValues('{{resolve:secretsmanager:k}}', () => ({ value: "$& $' {{x}}" }), fail)).toBe(
      "$& $' {{x}}",
    );
  });

  it.each(['ssm:/shop/key:1', 'ssm-secure:/shop/key', 'secretsmanager:', 'secretsmanager:key:SecretBinary', 'x'])(
    'of an unknown form is an error: %s',
    (inner) => {
      const value = `{{resolve:${inner}}}`;
      expect(resolved(value)).toEqual({ value, asked: [], problems: [`unknown dynamic reference "${value}"`] });
    },
  );

  it('to nothing is an error that says why', () => {
    expect(resolved('{{resolve:secretsmanager:gone}}').problems).toEqual([
      'the dynamic reference "{{resolve:secretsmanager:gone}}" is gone',
    ]);
  });
});

function fail(problem: string): never {
  throw new Error(problem);
}
