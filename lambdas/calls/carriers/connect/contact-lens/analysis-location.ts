/** A file in the bucket of an instance that Contact Lens puts there after a call. */
export interface AnalysisLocation {
  /** As far as its name tells; files name their contact themselves, too. */
  readonly contact: string | undefined;
  /** When the analysis was made, ms. */
  readonly madeAt: number | undefined;
  /** Told by folder and name; what the file itself says goes before it. */
  readonly isRedacted: boolean;
}

/**
 * `[connect/<instance>/]Analysis/Voice/[Redacted/]YYYY/MM/DD/<contact>_analysis_[redacted_]<time>.json`
 * (https://docs.aws.amazon.com/connect/latest/adminguide/example-contact-lens-output-locations.html)
 */
const voiceAnalysis = /(?:^|\/)Analysis\/Voice\/(?<folder>Redacted\/)?(?:[^/]+\/)*(?<name>[^/]+)\.json$/;
const named =
  /^(?<contact>[\w.:-]{1,200}?)_analysis_(?<redacted>redacted_)?(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)?/;

/** What a key of the bucket names; undefined for what is no analysis of a phone call: recordings, chats, mails. */
export function analysisAt(key: string): AnalysisLocation | undefined {
  const { folder, name } = voiceAnalysis.exec(key)?.groups ?? {};
  if (name === undefined) return undefined;
  const { contact, redacted, time = '' } = named.exec(name)?.groups ?? {};
  const madeAt = Date.parse(time);
  return {
    contact,
    madeAt: Number.isNaN(madeAt) ? undefined : madeAt,
    isRedacted: folder !== undefined || redacted !== undefined,
  };
}
