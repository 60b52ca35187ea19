import protos from '@google-ads/datamanager/build/protos/protos.json' with { type: 'json' };
import { fromProto3JSON, toProto3JSON } from 'proto3-json-serializer';
import protobuf from 'protobufjs';

const root = protobuf.Root.fromJSON(protos as protobuf.INamespace);
const requestType = root.lookupType('google.ads.datamanager.v1.IngestEventsRequest');

/**
 * What is left of a request after Google's protos read it. Unknown fields and values are dropped silently there, so only what
 * comes back whole is right. Throws at values of a wrong type.
 */
export function googleSees(request: unknown): unknown {
  const message = fromProto3JSON(requestType, request as Parameters<typeof fromProto3JSON>[1]);
  return toProto3JSON(message!);
}
