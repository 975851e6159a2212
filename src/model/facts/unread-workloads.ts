/**
 * Why a file that may declare workloads gives none of them, in the words of the coverage. Where such files are the only
 * ones that deploy anything, nothing found is no pass.
 */
export const UNREAD_WORKLOADS = {
  template: 'template not rendered',
  cloudFoundry: 'Cloud Foundry manifests are not read',
  clowder: 'the Clowder operator turns a ClowdApp into workloads',
} as const;
