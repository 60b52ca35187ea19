import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Units by operation and table: `PutItem Calls`, index `Calls/log`. */
export interface Meter {
  readUnits: number;
  writeUnits: number;
  readonly byOperation: Map<string, number>;
  /** Nothing is counted while this is false. */
  running: boolean;
}

export const newMeter = (): Meter => ({ readUnits: 0, writeUnits: 0, byOperation: new Map(), running: false });

interface Capacity {
  readonly CapacityUnits?: number;
}

interface Consumed extends Capacity {
  readonly TableName?: string;
  readonly Table?: Capacity;
  readonly GlobalSecondaryIndexes?: Record<string, Capacity>;
}

const reads = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/**
 * Stands between the functions and the database: passes on every request as it is, asks for what it consumes, and counts that. So
 * whatever version of the functions is measured, and whatever it sends again, the count is of what arrived. A write that its
 * condition refused says nothing; it is counted as one unit, twice that for each item of a transaction.
 */
export async function meteredDatabase(endpoint: string, meter: Meter): Promise<{ endpoint: string; server: Server }> {
  const server = await serve(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const asked = JSON.parse(await bodyOf(request));
    const isMetered = reads.has(operation) || writes.has(operation);
    const body = isMetered ? { ...asked, ReturnConsumedCapacity: 'INDEXES' } : asked;
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': String(request.headers['x-amz-target']),
        authorization: String(request.headers.authorization),
        'x-amz-date': String(request.headers['x-amz-date']),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (isMetered && meter.running) {
      if (answer.ok) count(meter, operation, [JSON.parse(text).ConsumedCapacity].flat());
      else if (isRefusal(text)) countRefused(meter, operation, asked.TransactItems?.length);
    }
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  });
  return { endpoint: addressOf(server), server };
}

/** A server on a free port of this machine. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Server> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function count(meter: Meter, operation: string, consumed: readonly (Consumed | undefined)[]): void {
  for (const one of consumed) {
    if (one?.CapacityUnits === undefined) throw new Error(`the database does not say what ${operation} consumed`);
    add(meter, operation, one.CapacityUnits, `${operation} ${one.TableName}`, one.Table?.CapacityUnits ?? 0);
    for (const [index, { CapacityUnits = 0 }] of Object.entries(one.GlobalSecondaryIndexes ?? {})) {
      note(meter, `${operation} ${one.TableName}/${index}`, CapacityUnits);
    }
  }
}

function countRefused(meter: Meter, operation: string, items: number | undefined): void {
  const units = items === undefined ? 1 : 2 * items;
  add(meter, operation, units, `${operation} refused`, units);
}

function add(meter: Meter, operation: string, total: number, name: string, units: number): void {
  if (reads.has(operation)) meter.readUnits += total;
  else meter.writeUnits += total;
  note(meter, name, units);
}

function note({ byOperation }: Meter, name: string, units: number): void {
  byOperation.set(name, (byOperation.get(name) ?? 0) + units);
}

function isRefusal(text: string): boolean {
  return /ConditionalCheckFailed|TransactionCanceled/.test(text);
}
