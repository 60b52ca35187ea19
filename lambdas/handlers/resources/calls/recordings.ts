import { recordingQuery } from '../../../api/calls.ts';
import { findRecording } from '../../../journal/conversation/find-recording.ts';
import type { RecordingAnswer } from '../../../journal/conversation/recording-answer.ts';
import { toTranscriptAnswer } from '../../../journal/conversation/transcript-response.ts';
import { signedLink } from '../../../platform/buckets/signed-link.ts';
import { conflict, parseOr400 } from '../../../platform/http/problem.ts';
import { isoTime } from '../../../platform/iso-time.ts';
import { env } from '../../../platform/names.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { wholeCallOf } from './find-call.ts';

/** A link is for whoever asked for it, now. */
const linkSeconds = 900;

/** The recording stays where it is: whoever may hear it gets a link that ends soon. */
const getRecording: ManagementHandler = async (request, client, now) => {
  const { leg: wanted } = parseOr400(recordingQuery, request.query);
  const { stored, observations } = await wholeCallOf(request, client);
  const { leg, recording, place } = findRecording(stored.id, observations, wanted);
  const told = {
    call: stored.id,
    leg,
    ...(recording.startedAt !== undefined && { startedAt: isoTime(recording.startedAt) }),
  };
  if (place.kind === 'carrier') return { status: 200, body: { ...told, url: place.url } satisfies RecordingAnswer };
  if (place.bucket !== process.env[env.connectBucket]) {
    throw conflict(
      `the recording lies in the bucket ${place.bucket}, which this installation may not read: its setting connectBucket names another one, or none`,
    );
  }
  const url = await signedLink(place, { seconds: linkSeconds, now, endpoint: localEndpoint() });
  const body: RecordingAnswer = { ...told, url, expiresAt: isoTime(now + linkSeconds * 1000) };
  return { status: 200, body, headers: { 'cache-control': 'no-store' } };
};

/** On one machine S3 is there, too: under the host name of the pages, without which a browser takes it for another site. */
function localEndpoint(): string | undefined {
  const { AWS_ENDPOINT_URL: endpoint, [env.localUrl]: pages } = process.env;
  if (endpoint === undefined || pages === undefined) return endpoint;
  return `http://${new URL(pages).hostname}:${new URL(endpoint).port}`;
}

const getTranscript: ManagementHandler = async (request, client) => {
  const { stored, transcripts } = await wholeCallOf(request, client);
  return { status: 200, body: toTranscriptAnswer(stored, transcripts) };
};

export const recordingRoutes = {
  'GET /v1/calls/{call}/recording': getRecording,
  'GET /v1/calls/{call}/transcript': getTranscript,
} satisfies ManagementRoutes;
