import { readPart } from '../../payload-part.ts';
import { readJson } from '../../read-json.ts';

/** An object that S3 says was put into a bucket. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  /** Bytes, as far as S3 says. */
  readonly size: number;
  /** ms since 1970. */
  readonly putAt: number;
}

/** Reads the EventBridge envelope "Object Created" of S3. Keys stand in it as they are, not encoded. */
export function readStoredObjectEvent(text: string): StoredObject | { readonly malformed: string } {
  const json = readJson(text);
  if ('malformed' in json) return { malformed: `the event is ${json.malformed}` };
  const event = readPart(json.value, []);
  const detail = event.part('detail');
  const object = detail.part('object');
  const bucket = detail.part('bucket').text('name');
  // A key has 1,024 bytes at the most.
  const key = object.longText('key', 1024);
  const putAt = event.time('time');
  if (bucket === undefined || key === undefined || putAt === undefined) {
    return { malformed: 'the event does not say which object was put where, and when' };
  }
  return { bucket, key, size: object.number('size') ?? 0, putAt };
}
