import type { OrderReport } from './order-report.ts';

/** What became of a report. */
export type TakenOrder =
  /** It is kept, now or before. */
  | {
      readonly kind: 'taken';
      readonly order: string;
      /** The call that it is credited to; null while it waits for one. */
      readonly call: string | null;
      /** One sentence for people: why there, or what it waits for. */
      readonly reason: string;
    }
  /** The source used this event's id for something else, which stays. */
  | { readonly kind: 'changed' }
  /** There is no such site. */
  | { readonly kind: 'no-site' }
  /** A field does not fit the site, like its currency. */
  | { readonly kind: 'unfit'; readonly field: string; readonly detail: string };

/** Keeps what a source reports, and credits it to the call that it finds; `now` in ms. Twice is once. */
export type TakeOrder = (source: string, report: OrderReport, now: number) => Promise<TakenOrder>;
