import { parseHcl, parseHclTemplate } from '../../syntax/hcl/parse.js';
import type { HclAttribute, HclBlock, HclBody } from '../../syntax/hcl/tree.js';
import type { Source } from '../../syntax/source.js';
import type { Reading } from '../reader.js';
import { decodeDocument } from './decode.js';
import type { TerraformPart, VariablesPart } from './part.js';
import { RESOURCE_TYPES } from './resource-types.js';

/** Files that configuration is decoded from are small; a larger one is a data set. */
const MAX_DATA_CHARACTERS = 100_000;

/** Where people keep Terraform and what it reads. */
const INFRASTRUCTURE = /(?:^|\/)(?:[\w.-]*terraform[\w.-]*|tf|ops|infrastructure|infra)\//i;
const DATA_FILE = /\.(?:ya?ml|json|tpl|tftpl|tmpl)$/i;
const SECRET_OBJECT = /(?:^|[\s{,"'])kind["']?\s*:\s*["']?Secret\b/;
const VARIABLES_FILE = /\.tfvars(?:\.json)?$/;

/** Blocks whose meaning is not used: `provider`, `terraform`, `moved`, `check`, … */
const BLOCK_TYPES: ReadonlySet<string> = new Set(['variable', 'locals', 'module', 'resource', 'data', 'output']);

export function matchesTerraform(path: string): boolean {
  if (/(?:^|\/)\.terraform\//.test(path)) return false;
  if (path.endsWith('.tf') || VARIABLES_FILE.test(path)) return true;
  if (/\.(?:json|ya?ml)\.(?:tf)?tpl$|\.tftpl$/.test(path)) return true;
  return DATA_FILE.test(path) && (INFRASTRUCTURE.test(path) || /container.?definition/i.test(path));
}

export function readTerraform(source: Source): Reading<TerraformPart> {
  if (source.path.endsWith('.tf')) {
    const { body, problems } = parseHcl(source);
    return { part: { kind: 'module', body: keepUsed(body) }, problems };
  }
  if (VARIABLES_FILE.test(source.path)) return readVariables(source);
  return readData(source);
}

function readVariables(source: Source): Reading<VariablesPart> {
  if (source.path.endsWith('.json')) {
    const content = decodeDocument(source);
    const at = source.location(0, 0);
    if (content?.kind !== 'object') return { problems: [{ message: 'This is not a JSON object of variables', at }] };
    const values = content.entries.flatMap(({ key, value }) =>
      key.kind === 'literal' ? [{ name: String(key.value), value }] : [],
    );
    return { part: { kind: 'variables', values } };
  }
  const { body, problems } = parseHcl(source);
  return { part: { kind: 'variables', values: body.attributes.map(({ name, value }) => ({ name, value })) }, problems };
}

/** Only a text, whatever it holds: it is decoded if a module asks for it. */
function readData(source: Source): Reading<TerraformPart> {
  const { path, text } = source;
  if (text.length > MAX_DATA_CHARACTERS || mayHoldSecrets(path, text)) return {};
  const template = text.includes('${') || text.includes('%{') ? parseHclTemplate(source) : undefined;
  return {
    part: {
      kind: 'data',
      text,
      ...(template === undefined ? {} : { template }),
    },
  };
}

/** A part is kept on disk, so the text of a Secret must not become one. */
function mayHoldSecrets(path: string, text: string): boolean {
  return SECRET_OBJECT.test(text) || /secret/i.test(path) || /^[ \t]*"?sops"?:/m.test(text);
}

function keepUsed(body: HclBody): HclBody {
  return { attributes: [], blocks: body.blocks.filter(({ type }) => BLOCK_TYPES.has(type)).map(keepUsedOf) };
}

/** Of resources that no fact is made of only what others may refer to is kept: their names and counts. */
function keepUsedOf(block: HclBlock): HclBlock {
  if (block.type !== 'resource' && block.type !== 'data') return block;
  if (RESOURCE_TYPES.has(block.labels[0] ?? '')) return block;
  return { ...block, attributes: block.attributes.filter(isPlain), blocks: [] };
}

function isPlain({ name, value }: HclAttribute): boolean {
  if (name === 'count' || name === 'for_each') return true;
  return (
    value.kind === 'literal' || value.kind === 'reference' || (value.kind === 'template' && value.parts.length < 6)
  );
}
