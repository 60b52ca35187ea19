/** Not 202: the demo site has its numbers there. */
const areas = [212, 305, 415];

/** A site with one pool: short probation, shortest lease, so that numbers go round within a check. */
export async function prepareSite(url: string, key: string): Promise<{ siteKey: string; poolSize: number }> {
  const numbers = areas.flatMap((area) =>
    Array.from({ length: 15 }, (_, index) => `+1${area}55501${String(index).padStart(2, '0')}`),
  );
  const origins = ['https://crash.example'];
  await put(url, key, 'PUT /v1/sites/crash', { name: 'Crash check', siteKey: 'pk_crash', origins });
  await put(url, key, 'PUT /v1/pools/crash-web', {
    site: 'crash',
    kind: 'session',
    source: 'mixed',
    leaseSeconds: 60,
    probationSeconds: 2,
    defaultNumber: '+13055550199',
  });
  await put(url, key, 'POST /v1/pools/crash-web/numbers', { numbers });
  return { siteKey: 'pk_crash', poolSize: numbers.length };
}

async function put(url: string, key: string, request: string, body: object): Promise<void> {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${request} answers ${response.status}: ${await response.text()}`);
}
