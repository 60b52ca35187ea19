import { useEffect, useState } from 'preact/hooks';
import { onThisMachine } from '../session/on-this-machine.ts';
import { localSoftphone } from './local-softphone.ts';

/** Only a local run has a softphone; a deployed dashboard does not even ask. */
export function useSoftphoneExists(): boolean {
  const [exists, setExists] = useState(false);
  useEffect(() => {
    if (onThisMachine) void localSoftphone.exists().then(setExists);
  }, []);
  return exists;
}
