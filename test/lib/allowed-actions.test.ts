import { readdirSync } from 'node:fs';
import path from 'node:path';
import { grants, type Statement, template, withConnect } from './synthesize.ts';
import { usedActions } from './used-actions.ts';

const deployed = template(withConnect);

/** Each handler, and the logical id of its function. */
const functions: readonly (readonly [string, RegExp])[] = [
  ['numbers', /^NumberApiNumbers[0-9A-F]{8}$/],
  ['consents', /^NumberApiConsents[0-9A-F]{8}$/],
  ['management', /^ManagementApiManagement[0-9A-F]{8}$/],
  ['identities', /^NumberApiIdentities[0-9A-F]{8}$/],
  ['phone-codes', /^NumberApiPhoneCodes[0-9A-F]{8}$/],
  ['order-webhooks', /^OrderWebhookApiOrderWebhooks[0-9A-F]{8}$/],
  ['assistants', /^AssistantApiAssistants[0-9A-F]{8}$/],
  ['call-links', /^CallLinkApiCallLinks[0-9A-F]{8}$/],
  ['outcomes', /^OutcomeApiOutcomes[0-9A-F]{8}$/],
  ['send-digests', /^DigestsSend[0-9A-F]{8}$/],
  ['carriers', /^CarrierApiCarriers[0-9A-F]{8}$/],
  ['record-call', /^CallsRecordCall[0-9A-F]{8}$/],
  ['learn-pools', /^PoolLearningLearn[0-9A-F]{8}$/],
  ['sweep', /^CallsSweep[0-9A-F]{8}$/],
  ['connect-lookup', /^ConnectLookup[0-9A-F]{8}$/],
  ['forward-records', /^ConnectRecordsForward[0-9A-F]{8}$/],
  ['read-analyses', /^ConnectContactLensRead[0-9A-F]{8}$/],
  ['start-deliveries', /^ConversionsStart[0-9A-F]{8}$/],
  ['attempt-delivery', /^ConversionsAttempt[0-9A-F]{8}$/],
  ['perform-action', /^ConversionsAction[0-9A-F]{8}$/],
];

/** What Lambda itself does in the function's name: logs, traces, reading of queues and streams, and writing what it gave up. */
const notOfCode =
  /^(logs|xray|kinesis):|^sqs:(Receive|Delete|ChangeMessageVisibility|GetQueue)|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$|^s3:ListBucket$|^secretsmanager:DescribeSecret$/;

/** Without them, in one order. */
const ofCode = (actions: readonly string[]) =>
  [...new Set(actions)].filter((action) => !notOfCode.test(action)).toSorted();

test('every handler is deployed', () => {
  const handlers = readdirSync(path.resolve(import.meta.dirname, '../../lambdas/handlers'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace('.ts', ''));
  expect(functions.map(([handler]) => handler).toSorted()).toEqual(handlers.toSorted());
});

test.each(functions)('%s is allowed what its code does, and nothing that its code does not', (handler, id) => {
  const { 'CallsArchiveBucket/aws/lambda/*': _givenUp, ...granted } = grants(deployed, id);
  expect(ofCode(Object.values(granted).flat())).toEqual(ofCode(usedActions(handler)));
});

test('of the settings only the management function writes what it likes; others in partitions that hold no API key', () => {
  const writes = Object.values(deployed.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => {
    const { Roles, PolicyDocument } = Properties as {
      Roles: { Ref: string }[];
      PolicyDocument: { Statement: (Statement & { Condition?: Record<string, Record<string, string[]>> })[] };
    };
    return PolicyDocument.Statement.filter(
      ({ Action, Resource }) =>
        /SettingsTable|StorageSettings/.test(JSON.stringify(Resource)) &&
        [Action].flat().some((action) => /^dynamodb:(Put|Update|Delete|BatchWrite)/.test(action)),
    ).flatMap(({ Condition }) => {
      const partitions = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? ['*'];
      return partitions.map((one) => `${Roles[0]!.Ref.replace(/Role[0-9A-F]{8}$/, '')} ${one}`);
    });
  });
  expect([...new Set(writes)].toSorted()).toEqual([
    'CallsSweep PAUSEDDESTINATIONS',
    'CallsSweep UNUSEDCARRIERSECRETS',
    'CallsSweep UNUSEDORDERSOURCESECRETS',
    'CallsSweep UNUSEDSECRETS',
    'ConversionsAttempt PAUSEDDESTINATIONS',
    'ConversionsAttempt SITE#*',
    'DigestsSend DIGESTS',
    'ManagementApiManagement *',
    'OrderWebhookApiOrderWebhooks SITE#*',
  ]);
});

test.each(functions)('%s is allowed to do something on everything only where there is no narrower way', (_, id) => {
  const { '*': everywhere = [], ...others } = grants(deployed, id);
  expect(everywhere.filter((action) => !/^(xray:|dynamodb:ListStreams$)/.test(action))).toEqual([]);
  expect(Object.keys(others).filter((resource) => /^arn:aws:[^:]*:\*|^\*/.test(resource))).toEqual([]);
});
