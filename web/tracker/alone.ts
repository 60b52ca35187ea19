const patience = 3000;

/**
 * Runs `work` while no other tab of this origin runs work of that name, so that tabs opened at once ask once. Without
 * Web Locks (plain http), or when another tab keeps it waiting too long, it just runs. `work` never rejects.
 */
export async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  let begun = false;
  try {
    await navigator.locks.request(name, { signal: abort.signal }, () => {
      begun = true;
      clearTimeout(timer);
      return work();
    });
  } catch {
    if (!begun) await work();
  }
}
