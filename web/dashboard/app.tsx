import { useMemo, useState } from 'preact/hooks';
import { apiWith } from './requests/api.ts';
import { useSessionKey } from './session/session.ts';
import { SignIn } from './session/sign-in.tsx';
import { Shell } from './shell.tsx';

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
