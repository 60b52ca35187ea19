import path from 'node:path';
import { type Faults, StartProblem } from 'cloudformation-local';
import { parseFaults } from './faults-option.ts';

export type AllowOrRefuse = 'allow' | 'refuse';

export interface LocalRunOptions {
  /** Port of the edge: demo, dashboard and API. */
  readonly port: number;
  /** Port at which AWS clients find this machine. */
  readonly awsPort: number;
  readonly dataDirectory: string;
  /** Management key. */
  readonly key: string;
  readonly faults: Faults;
  /** A DynamoDB to use in place of the embedded one. */
  readonly dynamoDBEndpoint: string | undefined;
  /** Begins the names of tables, so that several runs can share one DynamoDB. */
  readonly tablePrefix: string | undefined;
  /** Whether what is sent may go to this machine and to private networks, as the demo's destinations do. */
  readonly privateDestinations: AllowOrRefuse;
  /** Whether whoever calls from this machine is a person, whatever tool he uses, and not limited. */
  readonly loopbackVisitors: AllowOrRefuse;
  /** Folder of the cloud assembly. */
  readonly assemblyDirectory: string;
  /** Whether the assembly is ours to make; one that was named is run as it is. */
  readonly synthesizes: boolean;
}

/**
 * Reads the environment variables that `npm start` knows.
 * @throws StartProblem that names all that do not fit
 */
export function readOptions(environment: Readonly<Record<string, string | undefined>>, root: string): LocalRunOptions {
  const problems: string[] = [];
  const port = (name: string, fallback: number): number => {
    const text = environment[name] ?? '';
    const value = text === '' ? fallback : Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65_535)
      problems.push(`${name} is "${text}"; it must be a port from 1 to 65535.`);
    return value;
  };
  const permission = (name: string, fallback: AllowOrRefuse): AllowOrRefuse => {
    const text = environment[name] || fallback;
    if (text === 'allow' || text === 'refuse') return text;
    problems.push(`${name} is "${text}"; it must be allow or refuse.`);
    return 'refuse';
  };
  const options = {
    port: port('LEASELINE_PORT', 8787),
    awsPort: port('LEASELINE_AWS_PORT', 8788),
    privateDestinations: permission('LEASELINE_PRIVATE_DESTINATIONS', 'allow'),
    loopbackVisitors: permission('LEASELINE_LOOPBACK_VISITORS', 'allow'),
    dataDirectory: path.resolve(root, environment.LEASELINE_DATA || '.leaseline'),
    key: environment.LEASELINE_KEY || 'local',
    dynamoDBEndpoint: environment.LEASELINE_DYNAMODB_ENDPOINT || undefined,
    tablePrefix: environment.LEASELINE_TABLE_PREFIX || undefined,
    assemblyDirectory: path.resolve(root, environment.LEASELINE_CDK_OUT || 'cdk.out'),
    synthesizes: !environment.LEASELINE_CDK_OUT,
  };
  if (options.port === options.awsPort) problems.push('LEASELINE_PORT and LEASELINE_AWS_PORT must differ.');
  if (!/^[\w.-]{0,100}$/.test(options.tablePrefix ?? '')) {
    problems.push('LEASELINE_TABLE_PREFIX must be at most 100 letters, digits, _, - and dots.');
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(options.key)) {
    problems.push('LEASELINE_KEY must be 1 to 200 visible ASCII characters without spaces.');
  }
  try {
    const faults = parseFaults(environment.LEASELINE_FAULTS ?? '');
    if (problems.length === 0) return { ...options, faults };
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    problems.push(...error.sentences);
  }
  throw new StartProblem(problems);
}
