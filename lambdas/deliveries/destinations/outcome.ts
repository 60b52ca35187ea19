/**
 * What came of telling a destination. Details are short sentences for people; they hold no secrets and no phone numbers.
 * `afterSeconds`: how long the destination wants to be left alone, if it said so.
 */
export type Outcome =
  /** `receipt`: what the destination calls what it made of it, to be named when its value changes. */
  | { readonly kind: 'delivered'; readonly receipt?: string | undefined }
  /** Taken; `ask` finds out with the receipt, after that time, whether it counts. */
  | { readonly kind: 'accepted'; readonly receipt: string; readonly afterSeconds: number }
  | { readonly kind: 'already-there' }
  /** Received, but the destination knows no such click or person. Never retried. */
  | { readonly kind: 'no-match'; readonly detail: string }
  | { readonly kind: 'too-early'; readonly afterSeconds: number; readonly detail: string }
  | { readonly kind: 'throttled'; readonly afterSeconds?: number | undefined; readonly detail: string }
  /** It failed, and may pass later. */
  | { readonly kind: 'transient'; readonly detail: string }
  /** Our credentials are refused: nothing of the destination goes through until a person acts. */
  | { readonly kind: 'auth'; readonly detail: string }
  /** The receiver says that it is there no more: the same. */
  | { readonly kind: 'gone'; readonly detail: string }
  /** It will never pass as it is; `field` names what is wrong in the request or in the settings. */
  | { readonly kind: 'rejected'; readonly field?: string | undefined; readonly detail: string }
  /** Nobody can know whether it was received: no answer, or one that leaves it open. `isOver`: it was answered, so nothing is under way any more. */
  | { readonly kind: 'unknown'; readonly isOver?: true; readonly detail: string };
