/** The columns of the fall-back table besides its key, the number: what the flow reads, and `cli connect sync` writes. All are texts. */
export const fallbackColumns = [
  'known',
  'action',
  'queue',
  'phones',
  'phone1',
  'phone2',
  'language',
  'nobody',
] as const;
