import { account, instance, problemsOf, readStage, whole } from './stages.ts';

test('a stage with everything in its place has nothing wrong, whoever deploys it from there', () => {
  const { $schema: _, ...settings } = whole;
  const defaults = { visitDays: 90, logDays: 30, terminationProtection: true };
  const environment = { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: 'eu-central-1', AWS_REGION: 'eu-central-1' };
  expect(readStage({ prod: whole }, { stage: 'prod' }, environment)).toEqual({ ...settings, ...defaults });
  expect(readStage({ prod: whole })).toEqual({ ...settings, ...defaults });
});

const other = '999999999999';
const elsewhere = (arn: string) => arn.replace('eu-central-1', 'eu-west-1');
const ofOther = (arn: string) => arn.replace(account, other);
const { connectInstanceArn: _, ...withoutInstance } = whole;
const { certificateArn, contactRecordKeyArn, contactRecordStreamArn, defaultQueueArn } = whole;

/** A mistake, the settings that have it, and what is said: the field, what is wrong, the remedy. */
const mistakes: readonly (readonly [string, Record<string, unknown>, readonly RegExp[]])[] = [
  [
    'nothing said about Connect',
    { stackName: 'Calls' },
    [/^connectInstanceArn is missing: name the instance .*"connect": "none"/],
  ],
  [
    'two things said about Connect',
    { ...whole, connect: 'none' },
    [/^connect says "none", but .*: leave one of them out$/],
  ],
  [
    'what belongs to Connect without an instance',
    withoutInstance,
    [
      /^connectInstanceArn is missing/,
      /^defaultQueueArn must be left out/,
      /^contactRecordStreamArn /,
      /^contactRecordKeyArn /,
      /^lookupReservedConcurrency /,
    ],
  ],
  [
    'a stack in another Region than its instance',
    { ...whole, region: 'eu-west-1' },
    [/^connectInstanceArn is of eu-central-1, the stack of eu-west-1: deploy to .*"region": "eu-central-1"/],
  ],
  [
    'a stack in another account than its instance',
    { ...whole, account: other },
    [
      /^connectInstanceArn is of account 1\d+, the stack of 9+: deploy to/,
      /^certificateArn is of account 1\d+, the stack of 9+: request/,
    ],
  ],
  [
    'a queue of another instance',
    { ...whole, defaultQueueArn: defaultQueueArn.replace('11111111', '00000000') },
    [/^defaultQueueArn must be a queue of connectInstanceArn; aws connect list-queues/],
  ],
  [
    'a queue elsewhere',
    { ...whole, defaultQueueArn: elsewhere(defaultQueueArn) },
    [/^defaultQueueArn must be a queue of/],
  ],
  [
    'a stream elsewhere',
    { ...whole, contactRecordStreamArn: elsewhere(contactRecordStreamArn) },
    [/^contactRecordStreamArn is of eu-west-1, .*name the stream/],
  ],
  [
    'a KMS key elsewhere',
    { ...whole, contactRecordKeyArn: elsewhere(contactRecordKeyArn) },
    [/^contactRecordKeyArn is of eu-west-1, .*name the key/],
  ],
  [
    'a KMS key of another account',
    { ...whole, contactRecordKeyArn: ofOther(contactRecordKeyArn) },
    [/^contactRecordKeyArn is of eu-central-1, account 9+, .*name the key/],
  ],
  [
    'an alias in place of a key',
    { ...whole, contactRecordKeyArn: contactRecordKeyArn.replace('key/', 'alias/') },
    [/^contactRecordKeyArn must be the ARN of a KMS key: of the key itself/],
  ],
  [
    'a certificate that is not in us-east-1',
    { ...whole, certificateArn: certificateArn.replace('us-east-1', 'eu-central-1') },
    [/^certificateArn is of eu-central-1, .* us-east-1 only: request one there .*calls\.shop\.example/],
  ],
  [
    'a certificate of another account',
    { ...whole, certificateArn: ofOther(certificateArn) },
    [/^certificateArn is of account 9+, the stack of 1\d+: request/],
  ],
  [
    'a domain without certificate',
    { ...whole, certificateArn: undefined },
    [/^certificateArn is missing: .*aws acm request-certificate --region us-east-1/],
  ],
  [
    'a certificate without domain',
    { connect: 'none', certificateArn },
    [/^certificateArn must be left out without domainName/],
  ],
  [
    'a name outside its zone',
    { ...whole, domainName: 'calls.shop.test' },
    [/^domainName must lie in hostedZone shop\.example or store\.example, but is calls\.shop\.test: /],
  ],
  [
    'a name that only ends like its zone',
    { ...whole, alternativeNames: ['myshop.example'] },
    [/^alternativeNames must lie in hostedZone .*myshop\.example/],
  ],
  [
    'a wildcard',
    { ...whole, alternativeNames: ['*.shop.example'] },
    [/^alternativeNames\.0 must be a host name .*neither scheme nor path, wildcard /],
  ],
  [
    'a dot at the end of a name',
    { ...whole, domainName: 'calls.shop.example.' },
    [/^domainName must be a host name .*nor dot at its end$/],
  ],
  ['an IP address', { ...whole, domainName: '203.0.113.7' }, [/^domainName must be a host name in lower case/]],
  [
    'one zone twice',
    { ...whole, hostedZone: [...whole.hostedZone, { id: 'Z0PRIVATE', name: 'shop.example' }] },
    [/^hostedZone must name shop\.example once only: keep the public zone, /],
  ],
  ...[[], {}, 'shop.example', { ...whole.hostedZone[0], private: true }].map(
    (hostedZone) =>
      [
        `a zone that is ${JSON.stringify(hostedZone)}`,
        { ...whole, hostedZone },
        [/^hostedZone must be {"id": "Z\.\.\.", "name": "shop\.example"} with nothing else, or a list of such$/],
      ] as const,
  ),
  [
    'one name twice',
    { ...whole, alternativeNames: ['calls.shop.example'] },
    [/^alternativeNames must name calls\.shop\.example once only/],
  ],
  [
    'a zone id as the console shows it',
    { ...whole, hostedZone: { id: '/hostedzone/Z0123SHOP', name: 'shop.example' } },
    [/^hostedZone\.id must be the id of a hosted zone.* without \/hostedzone\//],
  ],
  [
    'another partition',
    { ...whole, connectInstanceArn: instance.replace('arn:aws:', 'arn:aws-cn:') },
    [
      /^defaultQueueArn must be/,
      /^connectInstanceArn begins with arn:aws-cn, but eu-central-1 .*: begin it with arn:aws$/,
    ],
  ],
  ...['cn-north-1', 'us-gov-west-1'].map(
    (region) =>
      [
        `a stack in ${region}, whose CloudFront it cannot use`,
        { connect: 'none', region },
        [
          /^region is [\w-]+ in the partition aws-(cn|us-gov), where CloudFront .*: deploy to a Region of the partition aws$/,
        ],
      ] as const,
  ),
  [
    'an instance in AWS GovCloud',
    { connectInstanceArn: instance.replace('arn:aws:', 'arn:aws-us-gov:').replace('eu-central-1', 'us-gov-west-1') },
    [/^connectInstanceArn is of us-gov-west-1 in the partition aws-us-gov, .*: deploy to a Region/],
  ],
  [
    'a partition that there is not',
    { connectInstanceArn: instance.replace('arn:aws:', 'arn:aws-new:').replace('eu-central-1', 'eu-new-9') },
    [/^connectInstanceArn begins with arn:aws-new, .*: begin it with arn:aws$/],
  ],
  [
    'a Region that there is not',
    { connect: 'none', region: 'eu-centrl-1' },
    [/^region is eu-centrl-1, which this version of CDK does not know: correct it/],
  ],
  [
    'an unknown name',
    { ...whole, alarmMail: 'ops@shop.example' },
    [/^alarmMail is not a setting; there are stackName, /],
  ],
  ['a number as text', { ...whole, visitDays: '30' }, [/^visitDays must be a number without quotes$/]],
  ['a number out of range', { ...whole, visitDays: 5000 }, [/^visitDays must be at most 3650$/]],
];

test.each(mistakes)('%s', (_mistake, prod, sentences) => {
  const [heading, ...problems] = problemsOf({ prod });
  expect(heading).toBe('The settings of stages/prod.json have errors:');
  expect(problems).toEqual(
    sentences.map((sentence) => expect.stringMatching(new RegExp(`^  - ${sentence.source.slice(1)}`))),
  );
});

describe('whoever deploys', () => {
  const said = (environment: Record<string, string>, prod: Record<string, unknown> = whole) =>
    problemsOf({ prod }, { stage: 'prod' }, environment).slice(1);
  const { region: _region, account: _account, ...anywhere } = whole;

  test('has credentials of another account', () => {
    expect(said({ CDK_DEFAULT_ACCOUNT: other })).toEqual([
      `  - account is ${account}, but the credentials are of ${other}: use credentials of ${account} (AWS_PROFILE), or correct the setting`,
    ]);
  });

  test('works in another Region', () => {
    expect(said({ AWS_REGION: 'us-west-2', CDK_DEFAULT_REGION: 'us-west-2' })).toEqual([
      '  - region is eu-central-1, but the shell works in us-west-2: set AWS_REGION=eu-central-1, or correct the setting',
    ]);
  });

  test('deploys a stage that leaves it to the shell to the wrong place', () => {
    const environment = { CDK_DEFAULT_ACCOUNT: other, CDK_DEFAULT_REGION: 'us-west-2' };
    expect(said(environment, anywhere)).toEqual([
      expect.stringMatching(/connectInstanceArn is of eu-central-1, the stack of us-west-2/),
      expect.stringMatching(/connectInstanceArn is of account 1\d+, the stack of 9+/),
      expect.stringMatching(/certificateArn is of account 1\d+, the stack of 9+/),
    ]);
  });

  test('has said nothing: that the command line then says us-east-1 means nothing', () => {
    expect(() => readStage({ prod: anywhere }, { stage: 'prod' }, { CDK_DEFAULT_REGION: 'us-east-1' })).not.toThrow();
    expect(said({ CDK_DEFAULT_REGION: 'us-east-1', CDK_DEFAULT_ACCOUNT: account }, anywhere)).toHaveLength(1);
  });
});
