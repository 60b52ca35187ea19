import { useMemo, useState } from 'preact/hooks';
import { apiWith } from './api.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { useSessionKey } from './use-session-key.ts';

export function App() {
  const [key, setKey] = useSessionKey();
  const [notice, setNotice] = useState<string>();
  const signOut = (why?: string) => {
    setNotice(why);
    setKey(undefined);
  };
  const api = useMemo(() => (key === undefined ? undefined : apiWith(key, signOut)), [key]);
  return api === undefined ? (
    <SignIn notice={notice} onKey={setKey} />
  ) : (
    <Shell api={api} onSignOut={() => signOut()} />
  );
}
