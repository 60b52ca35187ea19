/** What a visit knows of the click that led to it, and of the ids that other tools gave the browser. Times in ms. */
export interface VisitClick {
  readonly clickIds?: Readonly<Record<string, string>> | undefined;
  /** Foreign ids by the names of `foreign-ids.ts`. */
  readonly ids?: Readonly<Record<string, string>> | undefined;
  /** When the visitor came from the source that the click ids belong to. Missing in what was stored before: then it is `shownAt`. */
  readonly touchAt?: number | undefined;
  readonly shownAt: number;
}

/** A click id, and when it was first seen, ms: before the visit after a direct return. */
export interface SeenClickId {
  readonly id: string;
  readonly firstSeenAt: number;
}

/** The visit's click id of that name, as the platform spells it. */
export function seenClickId({ clickIds, touchAt, shownAt }: VisitClick, name: string): SeenClickId | undefined {
  const id = clickIds?.[name];
  return id === undefined ? undefined : { id, firstSeenAt: touchAt ?? shownAt };
}

/** The first of these that the visit has, by its name: for receivers that take one. */
export function firstClickId(visit: VisitClick, names: readonly string[]): Record<string, string> | undefined {
  for (const name of names) {
    const seen = seenClickId(visit, name);
    if (seen !== undefined) return { [name]: seen.id };
  }
  return undefined;
}

/**
 * Meta's `fbc`: `fb.1.<ms of the click>.<fbclid>`. The cookie that Meta's own script wrote holds it ready, and is taken unless the visit came
 * by another click since. The letters of an `fbclid` are big and small ones, and stay so.
 */
export function metaClick(visit: VisitClick): string | undefined {
  const cookie = visit.ids?.fbc;
  const seen = seenClickId(visit, 'fbclid');
  if (seen === undefined || cookie?.endsWith(`.${seen.id}`)) return cookie;
  return `fb.1.${seen.firstSeenAt}.${seen.id}`;
}
