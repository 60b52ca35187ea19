/** E-mail tools whose merge fields the columns are named for; `plain` is any template that takes a CSV file. */
export const emailTools = ['plain', 'klaviyo', 'mailchimp', 'hubspot', 'brevo'] as const;
export type EmailTool = (typeof emailTools)[number];

/** What a mail can say of a recipient's number. `query` is to be appended to links to the site, `default` says that it is nobody's own. */
export const mergeValues = ['number', 'display', 'href', 'link', 'picture', 'query', 'default', 'until'] as const;
export type MergeValue = (typeof mergeValues)[number];

/** Mailchimp's tags are capitals, and ten characters at the most; Brevo's attributes are capitals; the others take names as programs write them. */
const nameIn: Readonly<Record<EmailTool, (value: MergeValue) => string>> = {
  plain: (value) => `leaseline_${value}`,
  klaviyo: (value) => `leaseline_${value}`,
  mailchimp: (value) => `LL_${value.toUpperCase()}`,
  hubspot: (value) => `leaseline_${value}`,
  brevo: (value) => `LEASELINE_${value.toUpperCase()}`,
};

/** The columns that a list gets for a tool, in the order of `mergeValues`. */
export function mergeFields(tool: EmailTool): readonly string[] {
  return mergeValues.map(nameIn[tool]);
}

const allFields = new Set(emailTools.flatMap(mergeFields));

/** A list that was given numbers before has such columns already: they are given anew. */
export function isMergeField(column: string): boolean {
  return allFields.has(column);
}
