import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type EmailNumbersOptions, emailNumbers } from '../../../../bin/cli/email/email-numbers.ts';
import { site } from '../site.ts';

export interface Asked {
  readonly campaign: string;
  readonly until: string;
  readonly recipients: readonly { readonly id: string; readonly email?: string }[];
}
type Answer = { readonly status: number; readonly body: object };
/** What the stand-in for the API answers to a part of a list; `destroy` drops the connection. */
type Answerer = (asked: Asked) => Answer | 'destroy' | Promise<Answer | 'destroy'>;

/** The number of a recipient, made of their id, as the API answers it. */
export function numberOf(id: string, until: string) {
  const token = `news.${id.padStart(22, 'x')}`;
  return {
    id,
    number: '+12125550181',
    display: `(212) 555-0181 of ${id}`,
    href: 'tel:+12125550181',
    isDefault: id.endsWith('9'),
    callLink: `https://calls.shop.example/c/${token}`,
    picture: `https://calls.shop.example/c/${token}.png`,
    siteQuery: `leaseline_recipient=${token}`,
    until,
  };
}

export const giveAll: Answerer = ({ recipients, until }) => ({
  status: 200,
  body: { recipients: recipients.map(({ id }) => numberOf(id, until)) },
});

export const refuse = (
  status: number,
  errors: readonly { field: string; detail: string }[],
  detail = 'no',
): Answer => ({
  status,
  body: { title: 'Bad Request', detail, errors },
});

/** The stand-in for the API during a test, a folder for its files, and what it was asked. */
export const stand: { folder: string; url: string; answerer: Answerer; asked: Asked[] } = {
  folder: '',
  url: '',
  answerer: giveAll,
  asked: [],
};
let server: Server;

beforeEach(async () => {
  stand.folder = await mkdtemp(path.join(tmpdir(), 'email-'));
  stand.asked = [];
  stand.answerer = giveAll;
  server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const send = ({ status, body: answer }: Answer) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      if (request.url === '/v1/pools/news') return send({ status: 200, body: { site: 'shop', kind: 'recipient' } });
      if (request.url === '/v1/sites/shop') return send({ status: 200, body: site });
      if (request.url !== '/v1/pools/news/recipients') {
        return send({ status: 404, body: { title: 'Not Found', detail: 'there is no pool other' } });
      }
      const asked = JSON.parse(body) as Asked;
      const answer = await stand.answerer(asked);
      if (answer === 'destroy') return void request.socket.destroy();
      stand.asked.push(asked);
      return send(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stand.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(stand.folder, { recursive: true, force: true });
});

export const head = 'id,email,name';
export const lineOf = (id: number) => `${id},r${id}@shop.example,"Name, ${id}"`;
export const linesOf = (count: number, from = 1000) => Array.from({ length: count }, (_, at) => lineOf(from + at));

export const listFile = () => path.join(stand.folder, 'list.csv');
export const outFile = () => path.join(stand.folder, 'list.numbers.csv');
export const stateFile = () => `${listFile()}.progress`;

/** Runs the command over a file of these lines, each with its end unless the last is cut, or of these bytes. */
export async function run(
  lines: readonly string[] | Buffer,
  { isCut = false, ...more }: Partial<EmailNumbersOptions> & { isCut?: boolean } = {},
) {
  await writeFile(listFile(), Buffer.isBuffer(lines) ? lines : lines.join('\n') + (isCut ? '' : '\n'));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const outcome = await emailNumbers({
    pool: 'news',
    campaign: 'spring',
    until: '30d',
    tool: 'plain',
    ...more,
    file: listFile(),
    management: { url: stand.url, key: 'local', waits: [1, 1] },
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
  }).catch((error: Error) => error);
  stdout.end();
  stderr.end();
  return { outcome, stdout: await text(stdout), stderr: await text(stderr) };
}

export const output = async () => (await readFile(outFile(), 'utf8')).trimEnd().split('\n');
/** The ids of the output, in its order. */
export const idsOut = async () => (await output()).slice(1).map((line) => line.split(',')[0]);
