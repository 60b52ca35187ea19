import { type FaultName, type Faults, faultNames, noFaults, StartProblem } from 'cloudformation-local';

/**
 * Reads `LEASELINE_FAULTS`, like `sqs.duplicate=0.05,lambda.kill=0.01`. What is not named never happens.
 * @throws StartProblem for an unknown name or a probability outside 0 to 1
 */
export function parseFaults(text: string): Faults {
  const faults: Record<FaultName, number> = { ...noFaults };
  const problems: string[] = [];
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [name = '', value = ''] = entry.split('=').map((part) => part.trim());
    const probability = value === '' ? Number.NaN : Number(value);
    if (!isFaultName(name)) {
      problems.push(`LEASELINE_FAULTS names "${name}"; there are ${faultNames.join(', ')}.`);
    } else if (!(probability >= 0 && probability <= 1)) {
      problems.push(`LEASELINE_FAULTS gives ${name} "${value}"; it must be a probability from 0 to 1.`);
    } else {
      faults[name] = probability;
    }
  }
  if (problems.length > 0) throw new StartProblem(problems);
  return faults;
}

function isFaultName(name: string): name is FaultName {
  return faultNames.some((known) => known === name);
}
