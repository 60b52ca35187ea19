import type { LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

const word = /^\w{1,60}$/;

/** `QualityMetrics` of a contact record: scores from 1 (bad) to 5, and what may have gone wrong (HighPacketLoss, ...). */
export function lineQuality(contact: Part): LegFields['quality'] {
  const metrics = contact.part('QualityMetrics');
  const [agent, customer] = [metrics.part('Agent').part('Audio'), metrics.part('Customer').part('Audio')];
  const [agentScore, customerScore] = [score(agent), score(customer)];
  const told = [...agent.texts('PotentialQualityIssues'), ...customer.texts('PotentialQualityIssues')];
  const issues = [...new Set(told)].filter((issue) => word.test(issue)).sort();
  if (agentScore === undefined && customerScore === undefined && issues.length === 0) return undefined;
  return {
    ...(agentScore !== undefined && { agentScore }),
    ...(customerScore !== undefined && { customerScore }),
    issues,
  };
}

/** To two digits, as Amazon Connect says it; 0 stands for none. */
function score(audio: Part): number | undefined {
  const told = audio.number('QualityScore');
  return told === undefined || told <= 0 || told > 5 ? undefined : Math.round(told * 100) / 100;
}
