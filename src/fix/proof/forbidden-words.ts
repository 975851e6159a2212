/** What decides which program runs, with which rights, from where, and who may see it. No repair changes a line with one. */
const OF_RIGHTS = `
  image imagePullPolicy imagePullSecrets initContainers ephemeralContainers securityContext privileged capabilities hostPath hostNetwork
  hostPID hostIPC hostAliases nodeName nodeSelector tolerations serviceAccountName serviceAccount automountServiceAccountToken
  allowPrivilegeEscalation runAsUser runAsGroup runAsNonRoot readOnlyRootFilesystem seccompProfile volumes volumeMounts secretName
  provisioner source uses entrypoint ignore_changes publicly_accessible deletion_protection skip_final_snapshot security_group_ids
  vpc_security_group_ids cidr_blocks storage_encrypted transit_encryption_enabled at_rest_encryption_enabled backup_retention_period
  force_ssl sslmode require_ssl verify_mode host_authorization protect_from_forgery credentials annotations stringData
`;

/** What makes code of configuration, or changes what a runtime loads. A line that has it may lose it. */
const OF_PROGRAMS = `
  system eval instance_eval class_eval spawn fork popen send public_send __send__ require require_relative load open File IO Kernel Process
  Net Socket Marshal YAML BEGIN END __END__ DATA begin rescue exit abort raise return if unless while until
  LD_PRELOAD RUBYOPT RUBYLIB BUNDLE_GEMFILE GEM_HOME GEM_PATH PATH HTTP_PROXY HTTPS_PROXY ALL_PROXY SHELL
`;

export const NEVER_CHANGED: ReadonlySet<string> = new Set(OF_RIGHTS.trim().split(/\s+/));
export const NEVER_WRITTEN: ReadonlySet<string> = new Set(OF_PROGRAMS.trim().split(/\s+/));
