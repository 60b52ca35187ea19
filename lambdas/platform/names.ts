/** Names that the deployed template and the code inside it must agree on. `lib/` imports this file of `lambdas/` and `aws/table-keys.ts`, and no other. */

/** Environment variables that the template sets on functions. */
export const env = {
  settingsTable: 'SETTINGS_TABLE',
  leasesTable: 'LEASES_TABLE',
  visitsTable: 'VISITS_TABLE',
  callsTable: 'CALLS_TABLE',
  /** ARN of the secret that holds the master value; see `signing-keys.ts`. */
  masterSecret: 'MASTER_SECRET_ARN',
  /** ARN of the secret that the edge shows with each request of a page, so that what it says of the viewer can be believed. */
  originSecret: 'ORIGIN_SECRET_ARN',
  /** `allow`: who asks from this machine itself is no robot and not limited; only the local run sets it. */
  loopbackVisitors: 'LOOPBACK_VISITORS',
  /** Whole days that a visit record is kept before TTL collects it. */
  visitDays: 'VISIT_DAYS',
  /** The queue of everything that is heard of calls; `record-call` works through it. */
  workQueueUrl: 'WORK_QUEUE_URL',
  /** The bucket of payloads that are too long for a message or an item. */
  archiveBucket: 'ARCHIVE_BUCKET',
  /** Where messages go that could not be worked through; the handler itself adds the reason. */
  workDeadLetterUrl: 'WORK_DEAD_LETTER_URL',
  /** How often a message of the work queue is tried before it goes there. */
  maxReceives: 'MAX_RECEIVES',
  deliveryMachineArn: 'DELIVERY_MACHINE_ARN',
  /** The function that sends: it alone reads what destinations sign and sign in with. And the one that has the code of the catalogue's actions. */
  attemptFunction: 'ATTEMPT_FUNCTION_NAME',
  actionFunction: 'ACTION_FUNCTION_NAME',
  /** Begins the names of the secrets that hold what destinations ask for. */
  destinationSecretPrefix: 'DESTINATION_SECRET_PREFIX',
  /** Begins the names of the secrets by which carriers sign. */
  carrierSecretPrefix: 'CARRIER_SECRET_PREFIX',
  /** Begins the names of the secrets by which shops and CRMs sign. */
  orderSourceSecretPrefix: 'ORDER_SOURCE_SECRET_PREFIX',
  /** Sender of e-mails where a destination names none; empty: it must. */
  emailFrom: 'EMAIL_FROM',
  /** Scheme and host of the product, for links in mails. */
  publicUrl: 'PUBLIC_URL',
  /** The same of the local run, which goes before it; only the local run sets it. */
  localUrl: 'LOCAL_URL',
  /** `allow` lets destinations lie on this machine or in a private network; only the local run sets it. */
  privateDestinations: 'PRIVATE_DESTINATIONS',
  /** The bucket of the instance of Amazon Connect: recordings, and what Contact Lens makes of them. Missing: none is read. */
  connectBucket: 'CONNECT_BUCKET',
  /** The queue that callers get when nothing better is known; empty: what the flow has. */
  defaultQueueArn: 'DEFAULT_QUEUE_ARN',
} as const;

/** With it the edge shows the origin secret to the API; in lower case, as functions get it. */
export const originHeader = 'x-leaseline-origin';

/** How long the inbound flow waits for the lookup, s: the caller hears silence meanwhile. All tries of Amazon Connect happen within. */
export const lookupSeconds = 4;

/** For how long the inbound flow can let a phone ring, s: each is a block of it. What is asked for becomes the nearest. */
export const ringSteps = [10, 15, 20, 30, 60] as const;
export const usualRing = 20;

/** Metrics are kept apart by the function that counted them, so that several stacks fit into one account. */
export const metricNamespace = 'Leaseline';
export const metricDimension = 'FunctionName';
export const metric = {
  numbersAsked: 'NumbersAsked',
  numbersLeased: 'NumbersLeased',
  numbersReturned: 'NumbersReturned',
  numbersRefused: 'NumbersRefused',
  numbersLost: 'NumbersLost',
  /** Networks had had their share of new leases. */
  numbersLimited: 'NumbersLimited',
  /** Visits were not kept: their networks had had their share. */
  visitsUnrecorded: 'VisitsUnrecorded',
  /** Robots asked. */
  robotsAnswered: 'RobotsAnswered',
  /** The address of who asked was not told by the edge, or what told it could not be believed. */
  viewersUnknown: 'ViewersUnknown',
  /** A carrier told of something that is no phone call. */
  messagesIgnored: 'MessagesIgnored',
  /** A flow asked where a phone call shall go. */
  lookups: 'Lookups',
  /** It got the default route, as what is known could not be read, or not in time. */
  defaultAnswers: 'DefaultAnswers',
  /** What a flow asked is not on the work queue. */
  lookupsNotQueued: 'LookupsNotQueued',
  /** A contact record lies in the archive, as the work queue does not take it. */
  recordsSetAside: 'RecordsSetAside',
  /** What came in the name of a carrier account or an order source was not signed by it, or too long ago. */
  webhooksRefused: 'WebhooksRefused',
  /** There is no such account or source; anybody can send that. */
  webhooksOfNobody: 'WebhooksOfNobody',
  /** It was signed, and cannot be read. */
  webhooksMalformed: 'WebhooksMalformed',
  /** Destinations to which nothing goes until somebody acts; counted by each sweep. */
  destinationsPaused: 'DestinationsPaused',
  /** An order source told of something that is no order, or of one that is not taken. */
  webhooksIgnored: 'WebhooksIgnored',
  /** Orders, refunds and cancellations that an order source told, each time that it told them. */
  ordersTaken: 'OrdersTaken',
} as const;

export const numberRoutes = ['POST /v1/numbers', 'POST /v1/heartbeats', 'POST /v1/clicks'] as const;
export type NumberRoute = (typeof numberRoutes)[number];

export const consentRoutes = ['POST /v1/consents'] as const;
export type ConsentRoute = (typeof consentRoutes)[number];

export const identityRoutes = ['POST /v1/visitor-identities'] as const;
export type IdentityRoute = (typeof identityRoutes)[number];

export const phoneCodeRoutes = ['POST /v1/phone-codes'] as const;
export type PhoneCodeRoute = (typeof phoneCodeRoutes)[number];

/** The endpoints for web pages: site key or token, origin, a small body. */
export const pageRoutes = [...numberRoutes, ...consentRoutes, ...identityRoutes, ...phoneCodeRoutes] as const;
export type PageRoute = (typeof pageRoutes)[number];

/** Pages for people, behind signed links in mails. Scanners of mails ask for the head of a page alone. */
export const outcomeRoutes = [
  'GET /v1/outcome/{token}',
  'HEAD /v1/outcome/{token}',
  'POST /v1/outcome/{token}',
] as const;
export type OutcomeRoute = (typeof outcomeRoutes)[number];

/** Links in mails to recipients. */
export const callLinkRoutes = ['GET /c/{token}', 'HEAD /c/{token}', 'POST /c/{token}'] as const;
export type CallLinkRoute = (typeof callLinkRoutes)[number];
/** Pictures of numbers, for mails. As the API describes them: API Gateway knows no end of a segment, and takes them for links. */
export const callPictureRoutes = ['GET /c/{token}.png', 'HEAD /c/{token}.png'] as const;
export type CallPictureRoute = (typeof callPictureRoutes)[number];
/**
 * What API Gateway sends to the function of links: mail programs and people cut links short, or put something behind them, and then want a page,
 * too. The last one are other methods, which are told that they are of no use there.
 */
export const callLinkGatewayRoutes = [
  'GET /c/{token+}',
  'HEAD /c/{token+}',
  'POST /c/{token+}',
  'GET /c',
  'HEAD /c',
  'ANY /c/{token+}',
] as const;
export type CallLinkGatewayRoute = (typeof callLinkGatewayRoutes)[number];
/** What a picture may be asked to look like: by these the edge tells pictures of one number apart. */
export const pictureParameters = ['height', 'color', 'background'] as const;

/** Calls that a carrier makes, signed by its own scheme. */
export const carrierRoutes = ['POST /v1/carriers/{account}/{hook}'] as const;
export type CarrierRoute = (typeof carrierRoutes)[number];

/** What shops and CRMs send by themselves, signed by their own schemes. */
export const orderWebhookRoutes = ['POST /v1/order-sources/{source}/webhook'] as const;
export type OrderWebhookRoute = (typeof orderWebhookRoutes)[number];

/** The endpoints for operators and tools: API key, at most 1 MB. API Gateway does the routing by these very strings. */
export const managementRoutes = [
  'GET /v1/sites',
  'PUT /v1/sites/{site}',
  'GET /v1/sites/{site}',
  'DELETE /v1/sites/{site}',
  'GET /v1/sites/{site}/callers',
  'PUT /v1/sites/{site}/callers/{number}',
  'DELETE /v1/sites/{site}/callers/{number}',
  'POST /v1/routes/explain',
  'GET /v1/pools',
  'PUT /v1/pools/{pool}',
  'GET /v1/pools/{pool}',
  'DELETE /v1/pools/{pool}',
  'GET /v1/pools/{pool}/numbers',
  'POST /v1/pools/{pool}/numbers',
  'DELETE /v1/pools/{pool}/numbers/{number}',
  'POST /v1/pools/{pool}/recipients',
  'GET /v1/pools/{pool}/status',
  'GET /v1/pools/{pool}/time-to-call',
  'GET /v1/pools/{pool}/leases',
  'GET /v1/removed-numbers',
  'GET /v1/channels',
  'GET /v1/rules',
  'PUT /v1/rules/{rule}',
  'GET /v1/rules/{rule}',
  'DELETE /v1/rules/{rule}',
  'POST /v1/rules/trial',
  'GET /v1/destination-types',
  'GET /v1/destinations',
  'PUT /v1/destinations/{destination}',
  'GET /v1/destinations/{destination}',
  'DELETE /v1/destinations/{destination}',
  'POST /v1/destinations/{destination}/resume',
  'POST /v1/destinations/{destination}/replay',
  'POST /v1/destinations/{destination}/test',
  'POST /v1/destinations/{destination}/test-event',
  'POST /v1/destinations/{destination}/redrive',
  'GET /v1/carrier-accounts',
  'PUT /v1/carrier-accounts/{account}',
  'GET /v1/carrier-accounts/{account}',
  'DELETE /v1/carrier-accounts/{account}',
  'POST /v1/identities',
  'GET /v1/order-sources',
  'PUT /v1/order-sources/{source}',
  'GET /v1/order-sources/{source}',
  'DELETE /v1/order-sources/{source}',
  'GET /v1/calls',
  'GET /v1/calls.csv',
  'POST /v1/calls/import',
  'GET /v1/calls/{call}',
  'GET /v1/calls/{call}/explanation',
  'GET /v1/calls/{call}/journey',
  'GET /v1/calls/{call}/transcript',
  'GET /v1/calls/{call}/recording',
  'POST /v1/calls/{call}/outcome',
  'POST /v1/calls/{call}/deliveries/{delivery}/redrive',
  'POST /v1/rematches',
  'POST /v1/orders',
  'GET /v1/orders/{order}',
  'GET /v1/reports/sources',
  'GET /v1/reports/recipients',
  'GET /v1/reports/conversations',
  'GET /v1/deliveries',
  'GET /v1/reconciliation',
  'GET /v1/reconciliation/conversions',
] as const;
export type ManagementRoute = (typeof managementRoutes)[number];

/** Assistants, by the Model Context Protocol; an API key. */
export const assistantRoutes = ['POST /mcp', 'GET /mcp', 'DELETE /mcp'] as const;
export type AssistantRoute = (typeof assistantRoutes)[number];

/** Names of the stack's outputs; the local run serves the same names at `/local/outputs`. */
export const output = {
  url: 'Url',
  /** CloudFront's own name of the address, to which other names point. */
  distributionDomain: 'DistributionDomainName',
  settingsTable: 'SettingsTableName',
  leasesTable: 'LeasesTableName',
  visitsTable: 'VisitsTableName',
  callsTable: 'CallsTableName',
  connectInstance: 'ConnectInstanceArn',
  connectLookupFunction: 'ConnectLookupFunctionName',
  connectInboundFlow: 'ConnectInboundFlowArn',
  connectFallbackTable: 'ConnectFallbackTableArn',
  contactEventBus: 'ContactEventBusName',
  contactRecordStream: 'ContactRecordStreamName',
  connectBucket: 'ConnectBucketName',
  deliveryStateMachine: 'DeliveryStateMachineArn',
} as const;
