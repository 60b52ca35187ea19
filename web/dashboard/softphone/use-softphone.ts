import { useCallback } from 'preact/hooks';
import { type Polled, usePolled } from '../requests/use-polled.ts';
import { localSoftphone } from './local-softphone.ts';
import type { SoftphoneCall } from './softphone-call.ts';
import { worthShowing } from './worth-showing.ts';

const refreshMs = 1500;

/** Calls that go on, or else the last one. */
export function useSoftphone(): { readonly reading: Polled<unknown>; readonly calls: readonly SoftphoneCall[] } {
  const read = useCallback(() => localSoftphone.list(), []);
  const reading = usePolled(read, refreshMs);
  return { reading, calls: worthShowing(reading.value ?? []) };
}
