import { of } from '../attempt.js';
import { autoscaled, budget, contractReplicas, drain, gracePeriod, sidekiqPool } from '../honest-proposals.js';
import { edit } from '../proving.js';

export const COUNTS = [
  ...of(drain, 'pdb-blocks-drain', [
    ['no budget', edit('k8s/budget.yaml', 'kind: PodDisruptionBudget', 'kind: ConfigMap')],
    ['a budget that protects nothing', edit('k8s/budget.yaml', 'minAvailable: 2', 'minAvailable: 0')],
    ['a budget that lets all go', edit('k8s/budget.yaml', 'minAvailable: 2', 'maxUnavailable: "100%"')],
    ['a budget for another workload', edit('k8s/budget.yaml', 'app: library', 'app: name')],
    ['fifty pods', edit('k8s/web.yaml', 'replicas: 2', 'replicas: 50')],
    ['a workload of another name', edit('k8s/web.yaml', '        app: library\n', '        app: name\n')],
  ]),
  ...of(autoscaled, 'hpa-replicas-conflict', [
    ['no autoscaler', edit('k8s/autoscaler.yaml', 'kind: HorizontalPodAutoscaler', 'kind: ConfigMap')],
    ['an autoscaler of another workload', edit('k8s/autoscaler.yaml', '    name: library', '    name: app')],
    [
      'an autoscaler that grows to a thousand',
      edit('k8s/web.yaml', '  replicas: 2 # expect: hpa-replicas-conflict\n', ''),
      edit('k8s/autoscaler.yaml', 'maxReplicas: 10', 'maxReplicas: 1000'),
    ],
    ['no pods', edit('k8s/web.yaml', 'replicas: 2', 'replicas: 0')],
  ]),
  ...of(contractReplicas, 'contract-replicas', [
    ['the contract loosened', edit('config/infrastructure_contract.yml', 'min_replicas: 2', 'min_replicas: 1')],
    ['the contract without the number', edit('config/infrastructure_contract.yml', '  min_replicas: 2\n', '')],
    ['ten thousand pods', edit('k8s/web.yaml', 'replicas: 1', 'replicas: 10000')],
    ['no pods', edit('k8s/web.yaml', 'replicas: 1', 'replicas: 0')],
    ['pods that nobody counts', edit('k8s/web.yaml', '  replicas: 1 # expect: contract-replicas\n', '')],
  ]),
  ...of(budget, 'db-connection-budget-exceeded', [
    ['one pod for everything', edit('k8s/autoscaler.yaml', 'maxReplicas: 20', 'maxReplicas: 1')],
    ['no pod', edit('k8s/autoscaler.yaml', 'maxReplicas: 20', 'maxReplicas: 0')],
    ['100000 connections', edit('terraform/database.tf', '"200"', '"100000"')],
    ['another engine', edit('terraform/database.tf', '"postgres"\n', '"mysql"\n')],
    [
      'no server',
      edit(
        'terraform/database.tf',
        'resource "aws_db_instance" "catalogue"',
        'resource "aws_db_parameter_group" "instance"',
      ),
    ],
    ['a server that nobody knows', edit('terraform/database.tf', '"200"', 'var.connections')],
    [
      'a server for the world',
      edit(
        'terraform/database.tf',
        '  engine_version = "16.4"\n',
        '  engine_version = "16.4"\n  publicly_accessible = true\n',
      ),
      edit('k8s/autoscaler.yaml', 'maxReplicas: 20', 'maxReplicas: 8'),
    ],
    [
      'a program at apply',
      edit(
        'terraform/database.tf',
        '  engine_version = "16.4"\n',
        '  engine_version = "16.4"\n  provisioner "local-exec" {\n    command = "id"\n  }\n',
      ),
      edit('k8s/autoscaler.yaml', 'maxReplicas: 20', 'maxReplicas: 8'),
    ],
    ['a pool that starves', edit('config/database.yml', 'pool: 5', 'pool: 1')],
  ]),
  ...of(gracePeriod, 'job-grace-period-too-short', [
    ['a day of grace', edit('k8s/sidekiq.yaml', 'Seconds: 25', 'Seconds: 86400')],
    ['no grace', edit('k8s/sidekiq.yaml', 'Seconds: 25', 'Seconds: 0')],
    ['no time for jobs', edit('config/sidekiq.yml', ':timeout: 25', ':timeout: 0')],
    ['no jobs', edit('k8s/sidekiq.yaml', '"sidekiq"]', '"puma"]')],
    ['a killed process', edit('config/sidekiq.yml', ':timeout: 25', ':timeout: 20\n:dead_max_jobs: 0')],
  ]),
  ...of(sidekiqPool, 'sidekiq-pool-below-concurrency', [
    ['no jobs at once', edit('config/sidekiq.yml', ':concurrency: 10', ':concurrency: 0')],
    ['one job at a time', edit('config/sidekiq.yml', ':concurrency: 10', ':concurrency: 1')],
    [
      'a concurrency that nobody knows',
      edit('config/sidekiq.yml', ':concurrency: 10', ':concurrency: <%= ENV["PORT"] %>'),
    ],
    ['Ruby in YAML', edit('config/sidekiq.yml', ':concurrency: 10', ':concurrency: <%= IO.popen("id").read.size %>')],
    ['a pool of 10000', edit('config/database.yml', 'pool: 5', 'pool: 10000')],
  ]),
];
