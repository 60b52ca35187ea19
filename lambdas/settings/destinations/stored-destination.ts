import * as z from 'zod';
import { openWord } from '../../platform/http/open-word.ts';
import { isoTime } from '../../platform/iso-time.ts';
import { pauseReasons, storedPause, storedThrottle } from './destination-pause.ts';

/** A destination as it is told: which secrets are set, never what they are. Its settings are those of its type. */
export const destinationAnswer = z.object({
  id: z.string(),
  site: z.string(),
  type: z.string(),
  settings: z.record(z.string(), z.unknown()),
  /** The names of the secrets that are set. */
  secretNames: z.array(z.string()),
  /** Missing unless nothing goes there until its settings change or it is resumed: why, what it answered, and since when. */
  paused: z.object({ why: openWord(pauseReasons), detail: z.string(), since: z.iso.datetime() }).optional(),
});
export type DestinationAnswer = Readonly<z.infer<typeof destinationAnswer>>;

/** `SITE#<site>/DESTINATION#<destination>`. */
export const storedDestination = destinationAnswer.extend({
  ...storedThrottle.shape,
  paused: storedPause.optional(),
  /** Where its secrets lie: each time that they are given, it is somewhere else. Absent: it has none, or they lie at its id. */
  secretsAt: z.string().optional(),
  /** A digest of what names its account at the receiver, whose limit it shares; absent where it shares none, and of versions before. */
  account: z.string().optional(),
  /** Each change raises it. */
  version: z.number().int(),
  /** The rules that name it. */
  usedBy: z.set(z.string()).optional(),
});
export type StoredDestination = Readonly<z.infer<typeof storedDestination>>;

/** A destination as its owner is told of it. */
export function toDestinationAnswer({ paused, ...destination }: StoredDestination): DestinationAnswer {
  const { id, site, type, settings, secretNames } = destination;
  const told = { id, site, type, settings, secretNames };
  return paused === undefined ? told : { ...told, paused: { ...paused, since: isoTime(paused.since) } };
}

/** Where the secrets of a destination lie, as settings and secrets were written together; undefined when it has none. */
export function secretsPlace({ id, secretNames, secretsAt }: StoredDestination): string | undefined {
  return secretsAt ?? (secretNames.length > 0 ? id : undefined);
}

/** A place for new secrets of a destination; `token` was never used before. */
export function newSecretsPlace(id: string, token: string): string {
  return `${id}/${token}`;
}

/** The destination whose secrets lie at the place. */
export function destinationAt(place: string): string {
  return place.split('/', 1).join('');
}
