import { type ImportDeclaration, type ModuleItem, parseSync } from '@swc/core';
import { isNode, type SyntaxNode, walk } from './syntax.ts';

/** One file as the rules see it. `path` is relative to the project, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** It has statements, and all of them pass other files' exports on. */
  readonly onlyReExports: boolean;
  readonly reExports: boolean;
  /** Where the file takes a clock, randomness or the environment by itself, as written: `Date.now`, `process.env`. */
  readonly ambient: readonly string[];
}

export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

export function readSource(path: string, text: string): SourceFile {
  const { body } = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('.tsx'), target: 'es2023' });
  const imports: Import[] = [];
  const ambient: string[] = [];
  for (const node of walk(body)) {
    imports.push(...importOf(node));
    const taken = ambientAccess(node);
    if (taken !== undefined) ambient.push(taken);
  }
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    onlyReExports: body.length > 0 && body.every(isReExport),
    reExports: body.some(isReExport),
    ambient,
  };
}

function isReExport(item: ModuleItem): boolean {
  return item.type === 'ExportAllDeclaration' || (item.type === 'ExportNamedDeclaration' && item.source !== null);
}

function importOf(node: SyntaxNode): Import[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return [{ from: sourceOf(node)!, typeOnly: importsTypesOnly(node as unknown as ImportDeclaration) }];
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      const from = sourceOf(node);
      return from === undefined ? [] : [{ from, typeOnly: node.typeOnly === true }];
    }
    case 'TsImportType':
      return [{ from: (node.argument as { value: string }).value, typeOnly: true }];
    case 'CallExpression':
      return dynamicImport(node);
    default:
      return [];
  }
}

function sourceOf(node: SyntaxNode): string | undefined {
  return (node.source as { value?: string } | null)?.value;
}

function importsTypesOnly({ typeOnly, specifiers }: ImportDeclaration): boolean {
  if (typeOnly) return true;
  return specifiers.length > 0 && specifiers.every((one) => one.type === 'ImportSpecifier' && one.isTypeOnly);
}

/** `import('x')` and `require('x')`. */
function dynamicImport(node: SyntaxNode): Import[] {
  const callee = node.callee as SyntaxNode;
  const isImport = callee.type === 'Import' || (callee.type === 'Identifier' && callee.value === 'require');
  const first = (node.arguments as { expression: SyntaxNode }[])[0]?.expression;
  if (!isImport || first?.type !== 'StringLiteral') return [];
  return [{ from: String(first.value), typeOnly: false }];
}

const ambientMembers = new Set([
  'Date.now',
  'performance.now',
  'process.hrtime',
  'process.env',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);
const ambientImports = new Set(['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'hrtime', 'env']);

function ambientAccess(node: SyntaxNode): string | undefined {
  if (node.type === 'MemberExpression') {
    const { object, property } = node as unknown as { object: SyntaxNode; property: SyntaxNode };
    const name = `${String(object.value)}.${String(property.value)}`;
    return object.type === 'Identifier' && ambientMembers.has(name) ? name : undefined;
  }
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const callee = node.callee;
    const given = (node.arguments as unknown[] | null) ?? [];
    const isDate = isNode(callee) && callee.type === 'Identifier' && callee.value === 'Date';
    return isDate && given.length === 0 ? 'new Date()' : undefined;
  }
  if (node.type === 'ImportDeclaration' && /^(node:)?(crypto|process|perf_hooks)$/.test(sourceOf(node)!)) {
    const { specifiers } = node as unknown as ImportDeclaration;
    return specifiers
      .map((one) => (one.type === 'ImportSpecifier' && one.imported ? one.imported.value : one.local.value))
      .find((name) => ambientImports.has(name));
  }
  return undefined;
}
