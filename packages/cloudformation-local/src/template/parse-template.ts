import type * as z from 'zod';
import { StartProblem } from '../start-problem.ts';
import { describeIssues } from './describe-issues.ts';
import { type Template, templateFrame, templateOutput, templateResource } from './template.ts';

/**
 * Parses a CloudFormation template as JSON gave it.
 * @throws StartProblem with a sentence for each key that the run does not know, above the level of properties
 */
export function parseTemplate(json: unknown): Template {
  const frame = templateFrame.safeParse(json);
  if (!frame.success) {
    throw new StartProblem(describeIssues(frame.error.issues, json).map((phrase) => `The template: ${phrase}.`));
  }
  const problems: string[] = [];
  const parseEach = <Part>(section: Record<string, unknown>, schema: z.ZodType<Part>, kind: string) =>
    new Map(
      Object.entries(section).flatMap(([id, value]): [string, Part][] => {
        const part = schema.safeParse(value);
        if (part.success) return [[id, part.data]];
        problems.push(
          ...describeIssues(part.error.issues, value).map((phrase) => `${kind} ${id}${typeOf(value)}: ${phrase}.`),
        );
        return [];
      }),
    );
  const { Parameters, Mappings, Conditions, Resources, Outputs } = frame.data;
  const resources = parseEach(Resources, templateResource, 'Resource');
  const outputs = parseEach(Outputs, templateOutput, 'Output');
  if (problems.length > 0) throw new StartProblem(problems);
  return { parameters: Parameters, mappings: Mappings, conditions: Conditions, resources, outputs };
}

function typeOf(value: unknown): string {
  const isTyped = typeof value === 'object' && value !== null && 'Type' in value;
  return isTyped ? ` (${String(value.Type)})` : '';
}
