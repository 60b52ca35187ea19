import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** Settings as the file of a stage says them; not yet checked. */
export type StageSettings = Readonly<Record<string, unknown>>;

const settingsOf = z.record(z.string(), z.unknown());

/** Not stages that anybody deploys. */
const notStages = ['schema', 'example'];

/** Reads `<stage>.json` in the folder; a problem is a sentence that says what to do. */
export function readStageFile(
  stage: string,
  folder: string,
): { readonly settings: StageSettings } | { readonly problem: string } {
  const file = fileOf(stage);
  const stages = stagesIn(folder);
  if (![...stages, 'example'].includes(stage)) {
    const there = stages.length === 0 ? 'there are none yet' : `there are ${stages.join(', ')}`;
    const name = /^[\w-]+$/.test(stage) && !notStages.includes(stage) ? file : 'stages/prod.json';
    return { problem: `There is no stage "${stage}"; ${there}. Copy stages/example.json to ${name} and change it.` };
  }
  const read = readSettings(path.join(folder, `${stage}.json`));
  if ('problem' in read) return { problem: `${file} ${read.problem}` };
  const others = stage === 'example' ? [] : stages.filter((other) => other !== stage);
  const twin = others.find((other) => {
    const its = readSettings(path.join(folder, `${other}.json`)); // what is wrong with it is no matter of this one
    return 'settings' in its && isSameStack(read.settings, its.settings);
  });
  if (twin !== undefined) {
    return {
      problem: `${file} and ${fileOf(twin)} are the same stack: give one of them another stackName, or each the account and region that it goes to.`,
    };
  }
  const { $schema: _, ...settings } = read.settings;
  return { settings };
}

function fileOf(stage: string): string {
  return `stages/${stage}.json`;
}

function stagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'))
    .filter((stage) => !notStages.includes(stage))
    .toSorted();
}

function readSettings(file: string): { readonly settings: StageSettings } | { readonly problem: string } {
  try {
    const settings = settingsOf.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (settings.success) return { settings: settings.data };
    return { problem: 'must be an object of settings, like stages/example.json.' };
  } catch (error) {
    return { problem: `is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

/** Whether a deployment of one could write over the other: both have the same name, and nothing says that they lie apart. */
function isSameStack(one: StageSettings, other: StageSettings): boolean {
  const isApart = (['account', 'region'] as const).some(
    (place) => one[place] !== undefined && other[place] !== undefined && one[place] !== other[place],
  );
  return (one.stackName ?? 'Leaseline') === (other.stackName ?? 'Leaseline') && !isApart;
}
