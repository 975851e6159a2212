import type { Account } from '../state/account.js';
import { nodeId } from '../state/node-id.js';
import type { Branch, Repository } from '../state/repository.js';
import { accountShape } from './account.js';

/** What is appended to a repository's API address. */
const LINKS = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

type Links = { readonly [Name in keyof typeof LINKS]: string };

export function repositoryShape(repository: Repository) {
  return shapeOf(repository, { id: repository.id, owner: repository.owner, fork: false });
}

/** The repository that a branch is in: this one, or a fork of it. */
export function headRepositoryShape(repository: Repository, { owner }: Branch) {
  const id = repository.forks.get(owner.login);
  return id === undefined ? repositoryShape(repository) : shapeOf(repository, { id, owner, fork: true });
}

function shapeOf(
  repository: Repository,
  self: { readonly id: number; readonly owner: Account; readonly fork: boolean },
) {
  const { world, name } = repository;
  const fullName = `${self.owner.login}/${name}`;
  const url = apiUrl(repository, fullName);
  const html = `${world.url}/${fullName}`;
  return {
    id: self.id,
    node_id: nodeId('R', self.id),
    name,
    full_name: fullName,
    private: repository.private,
    owner: accountShape(self.owner, world),
    html_url: html,
    description: null,
    fork: self.fork,
    url,
    ...linksOf(url),
    git_url: `git://${new URL(html).host}/${fullName}.git`,
    ssh_url: `git@${new URL(html).hostname}:${fullName}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    ...datesOf(repository),
    ...SETTINGS,
    visibility: repository.private ? 'private' : 'public',
    default_branch: repository.defaultBranch,
  };
}

export function apiUrl({ world, fullName }: Repository, name = fullName): string {
  return `${world.url}/repos/${name}`;
}

function linksOf(url: string): Links {
  const link = (name: keyof typeof LINKS) => `${url}${LINKS[name]}`;
  return Object.assign({}, ...names().map((name) => ({ [name]: link(name) })));
}

function names(): readonly (keyof typeof LINKS)[] {
  return Object.keys(LINKS).filter((name): name is keyof typeof LINKS => name in LINKS);
}

function datesOf({ createdAt, world }: Repository) {
  return { created_at: createdAt, updated_at: world.time(), pushed_at: world.time() };
}

/** What nobody here changes. */
const SETTINGS = {
  homepage: null,
  size: 0,
  stargazers_count: 0,
  watchers_count: 0,
  language: null,
  has_issues: true,
  has_projects: true,
  has_downloads: true,
  has_wiki: true,
  has_pages: false,
  has_discussions: false,
  has_pull_requests: true,
  pull_request_creation_policy: 'all',
  forks_count: 0,
  mirror_url: null,
  archived: false,
  disabled: false,
  open_issues_count: 0,
  license: null,
  allow_forking: true,
  is_template: false,
  web_commit_signoff_required: false,
  topics: [],
  custom_properties: {},
  forks: 0,
  open_issues: 0,
  watchers: 0,
  network_count: 0,
  subscribers_count: 0,
};
