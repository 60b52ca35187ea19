import { Arn, ArnFormat } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Problem, Settings } from './rules.ts';

/** An account and a Region, as far as they are known. */
export interface Place {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** CloudFront takes certificates from no other Region. */
const regionOfCertificates = 'us-east-1';

/**
 * What lies elsewhere than the stack, or than the instance of Amazon Connect.
 * @param environment as the CDK command line sets it: it asks the credentials for their account, and the profile for its Region
 */
export function placeProblems(settings: Settings, environment: Environment): Problem[] {
  const stack: Place = {
    account: settings.account ?? environment.CDK_DEFAULT_ACCOUNT,
    region: settings.region ?? (isFallback(environment) ? undefined : environment.CDK_DEFAULT_REGION),
  };
  return [
    ...ofShell(settings, environment),
    ...ofPartitions(settings, stack),
    ...ofInstance(settings, stack),
    ...ofRecords(settings),
    ...ofCertificate(settings, stack),
  ];
}

/** Without any, the command line says us-east-1; that means something only if it has credentials to deploy with. */
function isFallback({ CDK_DEFAULT_ACCOUNT, CDK_DEFAULT_REGION, AWS_REGION, AWS_DEFAULT_REGION }: Environment): boolean {
  const isSaid = Boolean(AWS_REGION || AWS_DEFAULT_REGION);
  return CDK_DEFAULT_REGION === 'us-east-1' && !isSaid && CDK_DEFAULT_ACCOUNT === undefined;
}

/** The commands after a deployment go by the shell's account and Region: it must be where the stack is. */
function ofShell({ account, region }: Settings, environment: Environment): Problem[] {
  const problems: Problem[] = [];
  const { CDK_DEFAULT_ACCOUNT: ofCredentials, AWS_REGION, AWS_DEFAULT_REGION } = environment;
  if (account !== undefined && ofCredentials !== undefined && account !== ofCredentials) {
    problems.push({
      setting: 'account',
      sentence: `is ${account}, but the credentials are of ${ofCredentials}: use credentials of ${account} (AWS_PROFILE), or correct the setting`,
    });
  }
  const ofShell = AWS_REGION || AWS_DEFAULT_REGION;
  if (region !== undefined && ofShell && region !== ofShell) {
    problems.push({
      setting: 'region',
      sentence: `is ${region}, but the shell works in ${ofShell}: set AWS_REGION=${region}, or correct the setting`,
    });
  }
  if (region !== undefined && partitionOf(region) === undefined) {
    problems.push({
      setting: 'region',
      sentence: `is ${region}, which this version of CDK does not know: correct it, or leave it out and set AWS_REGION if the Region is new`,
    });
  }
  return problems;
}

const arns = [
  'connectInstanceArn',
  'defaultQueueArn',
  'contactRecordStreamArn',
  'contactRecordKeyArn',
  'connectBucketKeyArn',
  'certificateArn',
] as const;

/**
 * The one partition whose CloudFront does what the stack asks of it: that of China knows neither cache policies nor certificates of
 * AWS Certificate Manager, and AWS GovCloud has none.
 */
const ownPartition = 'aws';

function ofPartitions(settings: Settings, stack: Place): Problem[] {
  const ofStack = partitionOf(stack.region) ?? ownPartition;
  if (ofStack !== ownPartition) {
    return [{ setting: 'region', sentence: `is ${stack.region} ${notThere(ofStack)}` }];
  }
  return arns.flatMap((setting) => {
    const arn = settings[setting];
    if (arn === undefined) return [];
    const { partition, region = '' } = parse(arn);
    const right = partitionOf(region) ?? ownPartition;
    if (right !== ownPartition) return [{ setting, sentence: `is of ${region} ${notThere(right)}` }];
    if (right === partition) return [];
    return [
      {
        setting,
        sentence: `begins with arn:${partition}, but ${region} belongs to the partition ${right}: begin it with arn:${right}`,
      },
    ];
  });
}

function partitionOf(region: string | undefined): string | undefined {
  return RegionInfo.regions.find(({ name }) => name === region)?.partition;
}

function notThere(partition: string): string {
  return `in the partition ${partition}, where CloudFront is missing or lacks what Leaseline needs: deploy to a Region of the partition ${ownPartition}`;
}

function ofInstance({ connectInstanceArn }: Settings, stack: Place): Problem[] {
  if (connectInstanceArn === undefined) return [];
  const { account, region } = parse(connectInstanceArn);
  const problems: Problem[] = [];
  if (differs(region, stack.region)) {
    problems.push({
      setting: 'connectInstanceArn',
      sentence: `is of ${region}, the stack of ${stack.region}: deploy to the Region of the instance ("region": "${region}"), or name an instance of ${stack.region}`,
    });
  }
  if (differs(account, stack.account)) {
    problems.push({
      setting: 'connectInstanceArn',
      sentence: `is of account ${account}, the stack of ${stack.account}: deploy to the account of the instance, or name an instance of ${stack.account}`,
    });
  }
  return problems;
}

/** Stream and key serve the instance, so they are held against it. */
function ofRecords({ connectInstanceArn, contactRecordStreamArn, contactRecordKeyArn }: Settings): Problem[] {
  if (connectInstanceArn === undefined) return [];
  const instance = parse(connectInstanceArn);
  const remedies = [
    [
      'contactRecordStreamArn',
      contactRecordStreamArn,
      'name the stream that the instance writes to (aws connect list-instance-storage-configs --resource-type CONTACT_TRACE_RECORDS shows it)',
    ],
    ['contactRecordKeyArn', contactRecordKeyArn, 'name the key that the instance was given for its own data'],
  ] as const;
  return remedies.flatMap(([setting, arn, remedy]) => {
    if (arn === undefined) return [];
    const { account, region } = parse(arn);
    if (region === instance.region && account === instance.account) return [];
    const there = `${region}, account ${account}`;
    return [
      {
        setting,
        sentence: `is of ${there}, connectInstanceArn of ${instance.region}, account ${instance.account}: ${remedy}`,
      },
    ];
  });
}

function ofCertificate({ certificateArn, domainName, connectInstanceArn }: Settings, stack: Place): Problem[] {
  if (certificateArn === undefined) return [];
  const { account, region } = parse(certificateArn);
  const own = stack.account ?? (connectInstanceArn === undefined ? undefined : parse(connectInstanceArn).account);
  const problems: Problem[] = [];
  if (region !== regionOfCertificates) {
    problems.push({
      setting: 'certificateArn',
      sentence: `is of ${region}, but CloudFront takes certificates from ${regionOfCertificates} only: request one there (aws acm request-certificate --region ${regionOfCertificates} --validation-method DNS --domain-name ${domainName})`,
    });
  }
  if (differs(account, own)) {
    problems.push({
      setting: 'certificateArn',
      sentence: `is of account ${account}, the stack of ${own}: request a certificate in ${own}`,
    });
  }
  return problems;
}

function differs(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function parse(arn: string) {
  return Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME);
}
