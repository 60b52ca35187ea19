/** The stack whose instance it is. */
export interface StackOptions {
  readonly stack: string;
  readonly stage?: string;
}

/** What is claimed, as it was typed. */
export interface ClaimChoices extends StackOptions {
  readonly pool: string;
  readonly count: number;
  readonly country: string;
  readonly type: 'DID' | 'TOLL_FREE' | 'UIFN';
  readonly prefix?: string;
  readonly state?: string;
}
