import { useState } from 'preact/hooks';
import { Live } from './live.tsx';
import { SignIn } from './sign-in.tsx';
import { useSessionKey } from './use-session-key.ts';

export function App() {
  const [key, setKey] = useSessionKey();
  const [notice, setNotice] = useState<string>();
  const signOut = (why?: string) => {
    setNotice(why);
    setKey(undefined);
  };
  return key === undefined ? <SignIn notice={notice} onKey={setKey} /> : <Live apiKey={key} onSignOut={signOut} />;
}
