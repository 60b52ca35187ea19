import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type LocalStack, type Log, s3Client, startLocalStack } from 'cloudformation-local';
import { inboxRoutes } from './inbox/inbox-routes.ts';
import { openInbox } from './inbox/open-inbox.ts';
import { localRoutes } from './local-routes.ts';
import { openMailbox } from './mailbox/mailbox.ts';
import { mailboxRoutes } from './mailbox/mailbox-routes.ts';
import type { LocalRunOptions } from './options.ts';
import { asStartProblem, ensureFree } from './ports.ts';
import { createReload } from './reload.ts';
import { carrierAccounts } from './softphone/carriers/carrier-accounts.ts';
import { findInstanceArn } from './softphone/instance.ts';
import { softphoneRoutes } from './softphone/softphone-routes.ts';
import { startSoftphone } from './softphone/start-softphone.ts';
import { synthesizeIfChanged } from './synth/synthesize.ts';
import { watchSources } from './synth/watch-sources.ts';

export interface LocalRunSettings {
  readonly options: LocalRunOptions;
  /** Folder of the project. */
  readonly root: string;
  readonly log: Log;
  /** Ends a synthesis that is under way. */
  readonly signal: AbortSignal;
  /** Gets the way to stop as soon as there is something to stop. */
  onStarted(stop: () => Promise<void>): void;
  /** Makes the running product ready for use: called when it answers, before pages are served. */
  prepare(running: PreparedRun): Promise<void>;
}

export interface PreparedRun {
  readonly url: string;
  readonly stack: LocalStack;
  /** The secret that the inbox shows, for the demo's webhook. */
  readonly webhookSecret: string;
}

/**
 * Runs the synthesized stack on this machine, and resolves when it can be used.
 * @throws StartProblem with sentences for whoever started it
 */
export async function runLocally(settings: LocalRunSettings): Promise<PreparedRun> {
  const { options, root, log, signal } = settings;
  const ports = { LEASELINE_PORT: options.port, LEASELINE_AWS_PORT: options.awsPort };
  const synth = { root, directory: options.assemblyDirectory, log, signal };
  await ensureFree(ports);
  if (options.synthesizes) await synthesizeIfChanged(synth);

  const received = openReceived(options.dataDirectory);
  const mailbox = openMailbox(received, Date.now);
  try {
    const stack = await startLocalStack({
      assembly: options.assemblyDirectory,
      dataDirectory: options.dataDirectory,
      port: options.port,
      awsPort: options.awsPort,
      log,
      environment: {
        PRIVATE_DESTINATIONS: options.privateDestinations,
        LOOPBACK_VISITORS: options.loopbackVisitors,
        LOCAL_URL: `http://localhost:${options.port}`,
      },
      faults: options.faults,
      dynamoDBEndpoint: options.dynamoDBEndpoint,
      tablePrefix: options.tablePrefix,
      optionNames: { dataDirectory: 'LEASELINE_DATA', dynamoDBEndpoint: 'LEASELINE_DYNAMODB_ENDPOINT' },
      keepMail: (emulator) => mailbox.takeFrom(emulator),
      onStarted: (stop) => settings.onStarted(() => stop().finally(() => received.close())),
    });
    await makeConnectBucket(stack);
    const inbox = openInbox(received, options.dataDirectory);
    const run = { url: `http://localhost:${options.port}`, stack, webhookSecret: inbox.signingSecret };

    const receive = inboxRoutes(inbox);
    const instanceArn = findInstanceArn([...stack.resources.values()]);
    const phone = startSoftphone(stack, log, run.url, instanceArn);
    const softphone = softphoneRoutes(phone, instanceArn, carrierAccounts(stack));
    const local = localRoutes({
      demoFolder: path.join(root, 'web/demo'),
      outputs: stack.outputs,
      others: [softphone, mailboxRoutes(mailbox)],
    });
    const preparing = Promise.withResolvers<void>();
    await stack.listen(async (request) => {
      // What an earlier run left to be sent may arrive before all is prepared.
      const receiving = await receive(request);
      if (receiving !== undefined) return receiving;
      // Pages wait until all is prepared; requests with a key do not, they prepare it.
      if (!request.headers.has('authorization')) await preparing.promise;
      return local(request);
    });
    await settings.prepare(run);
    preparing.resolve();
    if (options.synthesizes) stack.onStop(watchSources(root, log, createReload(stack, synth)));
    return run;
  } catch (error) {
    throw asStartProblem(error, ports);
  }
}

/** What the stand-ins for the outside received: kept over restarts, and on disk before the sender gets its answer. */
function openReceived(dataDirectory: string): DatabaseSync {
  mkdirSync(dataDirectory, { recursive: true });
  const database = new DatabaseSync(path.join(dataDirectory, 'received.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 1000');
  return database;
}

/** The instance's own bucket, which no template makes: recordings, and what Contact Lens makes of them. */
async function makeConnectBucket({ outputs, clientEnvironment, region }: LocalStack): Promise<void> {
  const { ConnectBucketName } = outputs;
  if (ConnectBucketName)
    await s3Client(clientEnvironment.AWS_ENDPOINT_URL ?? '', region).createBucket(ConnectBucketName);
}
