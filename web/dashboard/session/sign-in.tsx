import { useState } from 'preact/hooks';
import { apiWith } from '../requests/api.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { onThisMachine } from '../softphone/local-softphone.ts';
import { Logo } from '../top-bar.tsx';

/** Asks for an API key and tries it before it is kept. */
export function SignIn({ notice, onKey }: { notice: string | undefined; onKey: (key: string) => void }) {
  const [key, setKey] = useState('');
  const [error, setError] = useState(notice);
  const [trying, setTrying] = useState(false);

  const attempt = async () => {
    setTrying(true);
    setError(undefined);
    try {
      await apiWith(key.trim()).get('/v1/pools?limit=1');
      onKey(key.trim());
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
      setTrying(false);
    }
  };

  return (
    <main class="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt();
        }}
      >
        <h1>
          <Logo /> Leaseline
        </h1>
        <p class="soft">From the click to the call to the sale.</p>
        <label for="key">API key</label>
        <input
          id="key"
          type="password"
          autocomplete="current-password"
          required
          value={key}
          aria-describedby="key-hint"
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <p id="key-hint" class="hint">
          {onThisMachine() ? (
            <>
              On this machine the key is <code>local</code>, unless <code>LEASELINE_KEY</code> says otherwise.
            </>
          ) : (
            <>
              Make one with <code>npm run cli -- keys create</code>. It is kept until you close this tab.
            </>
          )}
        </p>
        <ErrorMessage error={error} />
        <button type="submit" disabled={trying}>
          {trying ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
