import { posix } from 'node:path';
import { UNREAD_WORKLOADS } from '../../model/facts/unread-workloads.js';
import type { Source } from '../../syntax/source.js';
import { parseYaml, type YamlStream } from '../../syntax/yaml/parse.js';
import type { Reader, Reading } from '../reader.js';
import { ejsonSecretsOf, isEjsonPath } from './ejson.js';
import { kustomizationOf } from './kustomization.js';
import { withKustomizations } from './kustomize.js';
import { ManifestFile } from './manifest-file.js';
import { isChartPath, isInTemplates, isKustomizationPath, isManifestPath } from './manifest-paths.js';
import { objectsIn } from './object.js';
import { factOf } from './object-facts.js';
import type { KubernetesPart } from './part.js';
import { standInText } from './structure.js';
import { maskReferences, maskTemplate, type TemplateText } from './template-text.js';

const NOT_RENDERED = UNREAD_WORKLOADS.template;

/** Plain Kubernetes manifests, and those that sed, envsubst, krane, Jinja or OpenShift fill in before they are applied. */
export const kubernetesReader: Reader<KubernetesPart> = {
  name: 'kubernetes',
  version: 3,
  matches: (path) => isManifestPath(path) || isEjsonPath(path),
  read(source) {
    if (isChartPath(source.path)) return { part: { kind: 'chart', directory: posix.dirname(source.path) } };
    if (isKustomizationPath(source.path)) return readKustomization(source);
    if (isEjsonPath(source.path)) return readEjson(source);
    if (isCloudFoundry(source)) return { notRead: UNREAD_WORKLOADS.cloudFoundry };
    return looksLikeManifest(source.text) ? readManifest(source) : {};
  },
  combine(parts) {
    const charts = parts.flatMap(({ part }) =>
      part.kind === 'chart' ? [posix.join(part.directory, 'templates/')] : [],
    );
    return withKustomizations(parts.filter(({ path }) => !charts.some((templates) => path.startsWith(templates))));
  },
};

/** `cf push` takes a `manifest.yml` whose top level lists applications. */
function isCloudFoundry({ path, text }: Source): boolean {
  return /(?:^|\/)[\w.-]*manifest[\w.-]*\.ya?ml$/.test(path) && /^applications:\s*(?:#.*)?\n\s*- /m.test(text);
}

function looksLikeManifest(text: string): boolean {
  return /(?:^|[\s{,"'])apiVersion["']?\s*:/.test(text) && /(?:^|[\s{,"'])kind["']?\s*:/.test(text);
}

function readManifest(source: Source): Reading<KubernetesPart> {
  const template = maskTemplate(source.text);
  if (template.placeholders.length > 0 && isInTemplates(source.path)) return { notRead: NOT_RENDERED };
  const asWritten = parseTemplate(source, template);
  const retry = asWritten.problems.length > 0 && source.text.includes('${');
  const { documents, problems, placeholders } = retry ? parseTemplate(source, maskReferences(template)) : asWritten;
  if (!standInText(template.structural, documents)) return { notRead: NOT_RENDERED };
  const file = new ManifestFile(source, placeholders);
  const objects = documents.flatMap((document) => objectsIn(file, document));
  const facts = objects.map(factOf).filter((fact) => fact !== undefined);
  const clowder = objects.some(({ kind }) => kind === 'ClowdApp');
  const unfinished = problems.length > 0 && placeholders.length > 0;
  return {
    ...(facts.length > 0 && { part: { kind: 'objects', facts } }),
    ...(problems.length > 0 && !unfinished && { problems }),
    ...(unfinished && { notRead: NOT_RENDERED }),
    ...(clowder && { notRead: UNREAD_WORKLOADS.clowder }),
  };
}

function readEjson(source: Source): Reading<KubernetesPart> {
  const { documents, problems } = parseYaml(source, { schema: 'kubernetes' });
  const file = new ManifestFile(source, []);
  const facts = documents.flatMap((document) => ejsonSecretsOf(file, document));
  return { ...(facts.length > 0 && { part: { kind: 'objects', facts } }), problems };
}

function parseTemplate(
  source: Source,
  { masked, placeholders }: TemplateText,
): YamlStream & Pick<TemplateText, 'placeholders'> {
  return { ...parseYaml(source, { schema: 'kubernetes', masked }), placeholders };
}

function readKustomization(source: Source): Reading<KubernetesPart> {
  const { documents, problems } = parseYaml(source, { schema: 'kubernetes' });
  const document = documents.find((each) => each?.kind === 'mapping');
  if (!document) return { problems };
  const part = kustomizationOf(new ManifestFile(source, []), document);
  const { anything, images, replicas } = part.changes;
  const changes = anything || images || replicas.length > 0;
  return { part, problems, ...(changes && { notRead: NOT_RENDERED }) };
}
