/** A file in the bucket of an instance that Contact Lens puts there after a call. */
export interface AnalysisLocation {
  readonly contact: string;
  /** Told by folder and name; what the file itself says goes before it. */
  readonly isRedacted: boolean;
}

/**
 * `[connect/<instance>/]Analysis/Voice/[Redacted/]YYYY/MM/DD/<contact>_analysis_[redacted_]<time>.json`
 * (https://docs.aws.amazon.com/connect/latest/adminguide/example-contact-lens-output-locations.html)
 */
const voiceAnalysis =
  /(?:^|\/)Analysis\/Voice\/(?<folder>Redacted\/)?(?:[^/]+\/)*(?<contact>[\w.:-]{1,200}?)_analysis_(?<name>redacted_)?[^/]*\.json$/;

/** What a key of the bucket names; undefined for what is no analysis of a phone call: recordings, chats, mails. */
export function analysisAt(key: string): AnalysisLocation | undefined {
  const { contact, folder, name } = voiceAnalysis.exec(key)?.groups ?? {};
  return contact === undefined ? undefined : { contact, isRedacted: folder !== undefined || name !== undefined };
}
