/** Directories whose manifests are never deployed: tests, their data, and other people's code. */
const NOT_DEPLOYED = new Set(['spec', 'test', 'tests', 'fixtures', 'node_modules', 'vendor', '.github']);

const MANIFEST = /\.(?:ya?ml|json)(?:\.(?:erb|tmpl|tpl|template|j2|jinja2?|in))?$|\.(?:tmpl|tpl)$/;
/** JSON that every JavaScript project has; some of it is megabytes long. */
const PROJECT_JSON = /(?:^|\/)(?:package|package-lock|composer|tsconfig[^/]*|npm-shrinkwrap)\.json$/;

/** Whether a file may be a manifest, a kustomization or a chart's description. */
export function isManifestPath(path: string): boolean {
  if (PROJECT_JSON.test(path) || !(MANIFEST.test(path) || isKustomizationPath(path))) return false;
  return !path.split('/').some((segment) => NOT_DEPLOYED.has(segment));
}

export function isKustomizationPath(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}

export function isChartPath(path: string): boolean {
  return /(?:^|\/)Chart\.yaml$/.test(path);
}

/** Where Helm keeps templates; without a tag in them they may still be plain manifests of that directory name. */
export function isInTemplates(path: string): boolean {
  return path.split('/').slice(0, -1).includes('templates');
}
