import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { putLocalKey } from '../../bin/cli/create-key.ts';
import { channels } from '../../lambdas/conditions/channels.ts';
import { findApiKey } from '../../lambdas/settings/api-keys/api-key-store.ts';
import { putSite } from '../../lambdas/settings/sites/put-site.ts';
import { siteSettings } from '../../lambdas/settings/sites/site-settings.ts';
import { createTable, embeddedDynamoDB } from '../embedded-dynamodb.ts';
import { shop } from '../lambdas/handlers/management-client.ts';

const root = path.join(__dirname, '../..');

/** Runs the command as `npm run cli --` does. */
function cli(...words: string[]) {
  return cliWith({}, ...words);
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The same with another environment. */
function cliWith(changed: Record<string, string | undefined>, ...words: string[]): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: process.env.TEST_DYNAMODB_ENDPOINT,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    LEASELINE_URL: 'http://127.0.0.1:9',
    ...changed,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/cli.ts', ...words], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

describe('keys create', () => {
  test('stores what the key may do by its hash, and prints nothing but the secret', async () => {
    const table = await createTable('Settings');
    const settings = { documents: embeddedDynamoDB().documents, name: table };
    for (const id of ['shop', 'blog'])
      await putSite(settings, id, siteSettings.parse({ ...shop, siteKey: `pk_${id}` }), 0);
    const wanted = `keys create --table ${table} --role crm --source crm-x --site shop blog --expires 90d`;
    const made = await cli(...wanted.split(' '));
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('shown this once') });
    const secret = made.stdout.trimEnd();
    expect(secret).toMatch(/^\S{20,}$/);
    const stored = await findApiKey(settings, hashOf(secret));
    expect(stored).toMatchObject({ role: 'crm', source: 'crm-x', sites: ['shop', 'blog'] });
    expect(stored!.expiresAt! - stored!.createdAt).toBeGreaterThan(89 * 86_400_000);
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  test('a site that does not exist is named, and there is no key', async () => {
    const table = await createTable('Settings');
    const settings = { documents: embeddedDynamoDB().documents, name: table };
    await putSite(settings, 'shop', siteSettings.parse(shop), 0);
    const words = ['keys', 'create', '--table', table, '--role', 'reader', '--source', 'me', '--site'];
    expect(await cli(...words, 'shop', 'shp', 'blgo')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: there is no site shp, blgo: make it first\n',
    });
    expect(await cli(...words, 'shop')).toMatchObject({ code: 0 });
  });

  test('every key has a secret of its own', async () => {
    const table = await createTable('Settings');
    const words = ['keys', 'create', '--table', table, '--role', 'admin', '--source', 'me'];
    const [one, other] = [await cli(...words), await cli(...words)];
    expect(one.stdout).not.toBe(other.stdout);
  });

  test.each([
    [['--role', 'boss', '--source', 'me'], 'Allowed choices are admin'],
    [['--role', 'admin'], "option '--source <name>' not specified"],
    [['--role', 'admin', '--source', ' '], 'it is empty'],
    [['--role', 'admin', '--source', 'me', '--expires', '2001-01-01'], 'nor a date to come'],
    [['--role', 'admin', '--source', 'me', '--site', 'Shop!'], 'it is not a site id'],
    [['--role', 'admin', '--source', 'me', '--table', 'nowhere'], 'ResourceNotFoundException'],
    [['--role', 'admin', '--source', 'me'], 'is no local run; name the table with --table'],
    [['--role', 'admin', '--source', 'me', '--stage', 'none'], 'There is no stage "none"'],
    [['--role', 'admin', '--source', 'me', '--stage', 'example', '--stack', 'x'], 'cannot be used with'],
  ])('%j is answered with a sentence', async (words, sentence) => {
    const { code, stdout, stderr } = await cli('keys', 'create', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('AWS is not ready', () => {
  const bare = { AWS_ENDPOINT_URL: undefined, AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nonexistent' };
  const noKeys = { ...bare, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

  test.each([
    [
      'no Region',
      { ...bare, AWS_REGION: undefined },
      'error: no AWS Region is set: set AWS_REGION to that of the stack\n',
    ],
    [
      'no credentials',
      noKeys,
      'error: no AWS credentials are found: sign in, or name a profile that has some (AWS_PROFILE)\n',
    ],
  ])('%s: the way out is named', async (_what, changed, stderr) => {
    const words = ['keys', 'create', '--role', 'admin', '--source', 'me'];
    expect(await cliWith(changed, ...words)).toEqual({ code: 2, stdout: '', stderr });
  });
});

test.each([
  [{ LEASELINE_URL: 'calls.shop.example' }, 'LEASELINE_URL is "calls.shop.example": it must be an address like https:'],
  [{ LEASELINE_URL: '' }, 'LEASELINE_URL is "": it must be an address'],
  [{ LEASELINE_URL: 'https://' }, 'LEASELINE_URL is "https://": it must be an address'],
  [{ LEASELINE_KEY: 'll_1\n' }, 'LEASELINE_KEY must be an API key'],
])('%j is told at once, and not asked seven times', async (changed, sentence) => {
  const { code, stderr } = await cliWith(changed, 'numbers', 'wind-down');
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(stderr).toContain(`error: ${sentence}`);
});

describe('the local key', () => {
  test('is an admin, however often it is put', async () => {
    const tableName = await createTable('Settings');
    const local = { tableName, endpoint: process.env.TEST_DYNAMODB_ENDPOINT!, secret: 'local' };
    await putLocalKey(local);
    await putLocalKey(local);
    const stored = await findApiKey({ documents: embeddedDynamoDB().documents, name: tableName }, hashOf('local'));
    expect(stored).toMatchObject({ role: 'admin', source: 'local' });
  });
});

describe('help', () => {
  test.each([
    [['--help']],
    [['keys', '--help']],
    [['keys', 'create', '--help']],
    [['numbers', 'import', '--help']],
    [['pool', 'size', '--help']],
    [['pool', 'explain', '--help']],
  ])('%j', async (words) => {
    const { code, stdout } = await cli(...words);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: npm run cli --');
  });
});

test('an import without a pool or a file says so', async () => {
  expect(await cli('numbers', 'import', 'gone.csv')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--pool'),
  });
  expect(await cli('numbers', 'import', 'gone.csv', '--pool', 'p')).toMatchObject({
    code: 2,
    stderr: 'error: gone.csv cannot be read\n',
  });
});

describe('pool size', () => {
  test('asks no server', async () => {
    const { code, stdout } = await cli('pool', 'size', '--arrivals-per-hour', '400', '--lease', '20m', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ numbers: 172, targets: { coverage: 0.85, accuracy: 0.9 } });
  });

  test.each([
    ['--arrivals-per-hour 0', 'it must be a number above 0'],
    ['--arrivals-per-hour 4 --visits-per-day 4', 'cannot be used with option'],
    ['--visits-per-day 4 --price 1 --currency XXY', 'it must be an ISO 4217 code, like USD'],
    ['--hours gone.csv', 'gone.csv cannot be read'],
  ])('%s is answered with a sentence', async (line, sentence) => {
    const { code, stdout, stderr } = await cli('pool', 'size', ...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('pool explain', () => {
  test.each([
    ['https://shop.example/', "option '--site <site>' not specified"],
    ['https://shop.example/ --site shop --country UK', 'it must be an ISO 3166 code, like DE'],
    ['https://shop.example/ --site shop --region Bavaria', 'it must be an ISO 3166-2 code, like DE-BY'],
    ['https://shop.example/ --site shop --device phone', 'Allowed choices are desktop'],
  ])('%s is answered with a sentence', async (line, sentence) => {
    const { code, stdout, stderr } = await cli('pool', 'explain', ...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('pool channels asks no server', async () => {
  expect(await cli('pool', 'channels')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^channel .*\ndirect /),
  });
  const { stdout } = await cli('pool', 'channels', '--json');
  expect(JSON.parse(stdout)).toEqual(channels());
});
