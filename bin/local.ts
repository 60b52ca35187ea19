import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Log, StartProblem } from 'cloudformation-local';
import { seedDemoSite } from '../local/demo/demo-site.ts';
import { type LocalRunOptions, readOptions } from '../local/options.ts';
import { type PreparedRun, runLocally } from '../local/run.ts';
import { putLocalKey } from './cli/create-key.ts';

const usage = `npm start: Leaseline on this machine, from the very template that is deployed

  LEASELINE_PORT               port of demo, dashboard and API (8787)
  LEASELINE_AWS_PORT           port for AWS clients (8788)
  LEASELINE_DATA               folder of the data, which survives restarts (.leaseline)
  LEASELINE_KEY                management key (local)
  LEASELINE_DYNAMODB_ENDPOINT  a DynamoDB to use instead of the embedded one
  LEASELINE_TABLE_PREFIX       begins the names of tables, for several runs on one DynamoDB
  LEASELINE_CDK_OUT            a synthesized stack to run as it is; nothing is synthesized or watched then
  LEASELINE_FAULTS             faults and their probabilities, like sqs.duplicate=0.05,lambda.kill=0.01
  LEASELINE_PRIVATE_DESTINATIONS  refuse: webhooks to the internet only, as in the cloud (allow)
  LEASELINE_LOOPBACK_VISITORS  refuse: judge who comes from here as in the cloud (allow)

  --help                       this text
`;

/** Ctrl-C ends the run within 2 s, whatever a part is waiting for. */
const stopMilliseconds = 1800;

const root = path.resolve(import.meta.dirname, '..');
const log: Log = {
  info: (message) => console.log(message),
  warn: (message) => console.error(message),
};

await main().catch((error: unknown) => {
  if (!(error instanceof StartProblem)) throw error;
  for (const sentence of error.sentences) console.error(sentence);
  process.exit(1);
});

async function main(): Promise<void> {
  if (wantsHelp()) {
    process.stdout.write(usage);
    return;
  }
  const started = performance.now();
  // Functions run in threads of this process, and Lambda's clock is UTC.
  process.env.TZ = 'UTC';
  const options = readOptions(process.env, root);
  const aborting = new AbortController();
  let isReady = false;
  let stop = async () => {};
  const end = () => {
    if (aborting.signal.aborted) process.exit(130);
    aborting.abort();
    const exit = () => process.exit(isReady ? 0 : 130);
    setTimeout(exit, stopMilliseconds);
    void stop().finally(exit);
  };
  // Where the output goes may be a full disk, or a pipe that nobody reads any more: no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('SIGINT', end);
  process.on('SIGTERM', end);

  try {
    const run = await runLocally({
      options,
      root,
      log,
      signal: aborting.signal,
      onStarted: (stopRun) => {
        stop = stopRun;
      },
      prepare: (prepared) => prepare(prepared, options),
    });
    isReady = true;
    log.info(banner(run, options, performance.now() - started));
  } catch (error) {
    if (aborting.signal.aborted) return;
    await stop();
    throw error;
  }
}

/** The management key and the demo site: what a first look needs. A stack of other parts gets neither. */
async function prepare(prepared: PreparedRun, { key }: LocalRunOptions): Promise<void> {
  const { url, stack, webhookSecret } = prepared;
  const tableName = stack.outputs.SettingsTableName;
  const endpoint = stack.clientEnvironment.AWS_ENDPOINT_URL_DYNAMODB ?? stack.clientEnvironment.AWS_ENDPOINT_URL;
  if (tableName === undefined || endpoint === undefined) return;
  try {
    await putLocalKey({ tableName, endpoint, secret: key });
    await seedDemoSite({ url, key, webhookSecret, log });
  } catch (error) {
    // The rest of the run is of use without: whoever switched faults on wants to see it.
    log.warn(error instanceof StartProblem ? error.message : `Key and demo site cannot be set up: ${String(error)}`);
  }
}

function banner({ url }: PreparedRun, options: LocalRunOptions, milliseconds: number): string {
  const nearby = path.relative(process.cwd(), options.dataDirectory);
  const data = nearby.startsWith('..') ? options.dataDirectory : nearby || '.';
  const key = process.env.LEASELINE_KEY ? 'the one in LEASELINE_KEY' : options.key;
  return `
Leaseline runs on this machine, after ${(milliseconds / 1000).toFixed(1)} s.

  Demo shop    ${url}/demo/
  Dashboard    ${url}/dashboard/
  Received     ${url}/inbox/ and ${url}/mail/
  API key      ${key}
  AWS clients  AWS_ENDPOINT_URL=http://127.0.0.1:${options.awsPort}
  Data, logs   ${data}/, ${path.join(data, 'logs')}/

${options.synthesizes ? 'Changed sources are reloaded. ' : ''}Ctrl-C stops it.
`;
}

function wantsHelp(): boolean {
  try {
    return parseArgs({ options: { help: { type: 'boolean', short: 'h' } } }).values.help ?? false;
  } catch (error) {
    throw new StartProblem([`${error instanceof Error ? error.message : String(error)}; --help lists what there is.`]);
  }
}
