import { describe, expect, test } from '@jest/globals';
import type { Container, Workload } from '../../../src/model/facts/workload.js';
import { edited, factsOfKind, shown } from './project.js';

/** Each variable of a container on one line. */
function variables({ env, envFrom }: Container): readonly string[] {
  return [
    ...env.map(({ name, from }) => {
      if (from.source === 'value') return `${name}: ${shown(from.value)}`;
      return `${name}: ${from.source} ${'detail' in from ? from.detail : ''}`;
    }),
    ...envFrom.map(({ source, object }) => `${source}: ${shown(object)}`),
  ];
}

async function workloads(files: Record<string, string>): Promise<readonly Workload[]> {
  return factsOfKind('workload', files);
}

const SERVICE = `resource "aws_ecs_service" "web" {
  name            = "shop-web"
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 2
}
`;

describe('ECS services', () => {
  test('join the service, its task and its scaling target', async () => {
    const main = `${SERVICE}resource "aws_ecs_task_definition" "web" {
  family = "web"
  memory = 2048
  cpu    = 512
  container_definitions = jsonencode([{
    name         = "app"
    image        = "shop:1"
    command      = ["bundle", "exec", "puma"]
    stopTimeout  = 60
    portMappings = [{ containerPort = 3000 }]
    environment  = [{ name = "RAILS_MAX_THREADS", value = "5" }, { name = "HOST", value = aws_lb.main.dns_name }]
    secrets      = [{ name = "DATABASE_URL", valueFrom = "arn:db" }]
    healthCheck  = { command = ["CMD-SHELL", "curl -f localhost:3000/up"], interval = 10 }
  }])
}
resource "aws_lb" "main" {
}
resource "aws_appautoscaling_target" "web" {
  resource_id  = "service/\${aws_ecs_cluster.main.name}/\${aws_ecs_service.web.name}"
  min_capacity = 2
  max_capacity = 6
}
`;
    const [web] = await workloads({ 'ops/main.tf': main });
    const [app] = web?.containers ?? [];
    expect(web).toMatchObject({
      platform: 'ecs',
      type: 'aws_ecs_service',
      name: 'shop-web',
      rollout: { strategy: 'RollingUpdate' },
    });
    expect([web?.replicas, web?.scaling?.min, web?.scaling?.max, web?.gracePeriodSeconds].map(shown)).toEqual([
      '2 @ ops/main.tf:4',
      '2 @ ops/main.tf:25',
      '6 @ ops/main.tf:26',
      '60 @ ops/main.tf:14',
    ]);
    expect([web?.rollout.maxSurge, web?.rollout.maxUnavailable].map(shown)).toEqual([
      '"100%" @ ops/main.tf:1',
      '"0%" @ ops/main.tf:1',
    ]);
    expect(app).toMatchObject({ name: 'app', role: 'main', args: { form: 'exec', words: ['bundle', 'exec', 'puma'] } });
    expect([app?.memory.limit, app?.memory.request, app?.cpu.limit, app?.ports[0]?.number].map(shown)).toEqual([
      '2147483648 @ ops/main.tf:8',
      'null @ ops/main.tf:10',
      '500 @ ops/main.tf:9',
      '3000 @ ops/main.tf:15',
    ]);
    expect(app === undefined ? [] : variables(app)).toEqual([
      'RAILS_MAX_THREADS: "5" @ ops/main.tf:16',
      'HOST: ? outside-repository: aws_lb.main.dns_name, which is known after apply',
      'DATABASE_URL: external arn:db',
    ]);
    expect(app?.probes.liveness).toMatchObject({
      action: 'exec',
      command: { form: 'shell', line: 'curl -f localhost:3000/up' },
      periodSeconds: { value: 10 },
      failureThreshold: { value: 3 },
    });
  });

  test('follow the arguments of a local module to the literal in the caller', async () => {
    const files = {
      'ops/web/main.tf': `variable "memory" { default = 512 }
variable "threads" {}
${SERVICE}resource "aws_ecs_task_definition" "web" {
  container_definitions = jsonencode([{ name = "app", memory = var.memory, environment = [{ name = "T", value = tostring(var.threads) }] }])
}
`,
      'ops/main.tf': 'module "web" {\n  source  = "./web"\n  memory  = 1024\n  threads = 7\n}\n',
    };
    const [web] = await workloads(files);
    const [app] = web?.containers ?? [];
    const [entry] = app?.env ?? [];
    const value = entry?.from.source === 'value' ? entry.from.value : undefined;
    expect(shown(app?.memory.limit)).toBe('1073741824 @ ops/main.tf:3 < ops/web/main.tf:9');
    expect(shown(value)).toBe('"7" @ ops/main.tf:4 < ops/web/main.tf:9');
    expect(edited(value, '9', files)).toBe('module "web" {\n  source  = "./web"\n  memory  = 1024\n  threads = 9\n}\n');
  });

  test('read a JSON template with its variables, each value at its own place', async () => {
    const files = {
      'terraform/main.tf': `variable "threads" { default = "5" }
data "template_file" "web" {
  template = file("./terraform/container-definitions/web.json")
  vars = {
    threads = var.threads
    image   = aws_ecr_repository.app.repository_url
  }
}
resource "aws_ecs_task_definition" "web" {
  container_definitions = data.template_file.web.rendered
}
resource "aws_ecr_repository" "app" {
}
`,
      'terraform/container-definitions/web.json': `[
  {
    "name": "app",
    "image": "\${image}:latest",
    "entryPoint": \${entrypoint},
    "memory": 512,
    "environment": [
      { "name": "RAILS_MAX_THREADS", "value": "\${threads}" },
      { "name": "RAILS_ENV", "value": "production" },
      { "name": "REGION", "value": "\${region}" }
    ]
  }
]
`,
    };
    const [task] = await workloads(files);
    const [app] = task?.containers ?? [];
    expect(task).toMatchObject({
      type: 'aws_ecs_task_definition',
      name: 'web',
      replicas: { known: false, reason: 'not-declared' },
    });
    expect(app === undefined ? [] : variables(app)).toEqual([
      'RAILS_MAX_THREADS: "5" @ terraform/main.tf:1 < terraform/main.tf:5 < terraform/container-definitions/web.json:8',
      'RAILS_ENV: "production" @ terraform/container-definitions/web.json:9',
      'REGION: invalid the template reads ${region}, which its variables do not set',
    ]);
    expect(shown(app?.image)).toBe(
      '? outside-repository: aws_ecr_repository.app.repository_url, which is known after apply',
    );
    expect(app?.command).toMatchObject({
      form: 'shell',
      line: '${the template reads ${entrypoint}, which its variables do not set}',
    });
    expect(shown(app?.memory.limit)).toBe('536870912 @ terraform/container-definitions/web.json:6');
  });

  test('read a heredoc of JSON, and a container whose memory is only reserved', async () => {
    const main = `resource "aws_ecs_task_definition" "jobs" {
  container_definitions = <<-JSON
    [{ "name": "jobs", "memoryReservation": 256,
       "environment": [{ "name": "QUEUE", "value": "mail" }] },
     { "name": "log", "essential": false }]
  JSON
}
`;
    const [task] = await workloads({ 'ops/main.tf': main });
    const [jobs, log] = task?.containers ?? [];
    expect([jobs?.role, log?.role]).toEqual(['main', 'sidecar']);
    expect([jobs?.memory.request, jobs?.memory.limit].map(shown)).toEqual([
      '268435456 @ ops/main.tf:3',
      'null @ ops/main.tf:3',
    ]);
    expect(jobs === undefined ? [] : variables(jobs)).toEqual(['QUEUE: "mail" @ ops/main.tf:4']);
  });

  test('do not know the variables of a list from elsewhere, and keep those beside it', async () => {
    const main = `resource "aws_ecs_task_definition" "web" {
  container_definitions = jsonencode([{ name = "app", environment = concat(data.a.b.list, [{ name = "A", value = "1" }]) }])
}
`;
    const [task] = await workloads({ 'ops/main.tf': main });
    expect(task?.containers.map(variables)).toEqual([
      ['A: "1" @ ops/main.tf:2', 'external: ? outside-repository: data.a.b.list'],
    ]);
  });

  test('do not count a daemon, nor a count whose changes are ignored', async () => {
    const daemon = SERVICE.replace('desired_count   = 2', 'scheduling_strategy = "DAEMON"');
    const ignored = SERVICE.replace('}\n', '  lifecycle {\n    ignore_changes = [desired_count]\n  }\n}\n');
    const [first] = await workloads({ 'ops/main.tf': daemon });
    const [second] = await workloads({ 'ops/main.tf': ignored });
    expect(shown(first?.replicas)).toBe('? not-computable: aws_ecs_service.web runs one task on each instance');
    expect(shown(second?.replicas)).toBe(
      '? outside-repository: desired_count of aws_ecs_service.web, changes of which Terraform ignores',
    );
  });

  test('are made by an ecs-service module outside the repository from its arguments', async () => {
    const main = `module "worker" {
  source                     = "git@github.com:shop/modules.git//aws/ecs-service?ref=v1"
  service_name               = "worker"
  service_count              = 2
  memory                     = 1024
  container_entrypoint       = [""]
  container_command          = ["/bin/sh", "-c", "bundle exec sidekiq"]
  service_environment_config = [{ name = "A", value = "1" }]
  service_secrets_config     = [{ name = "DATABASE_URL", valueFrom = "arn:db" }]
}
`;
    const [worker] = await workloads({ 'terraform/main.tf': main });
    const [container] = worker?.containers ?? [];
    expect(shown(worker?.replicas)).toBe('2 @ terraform/main.tf:4');
    expect(container?.command).toMatchObject({ words: ['/bin/sh', '-c', 'bundle exec sidekiq'] });
    expect([container?.memory.limit, container?.cpu.limit].map(shown)).toEqual([
      '1073741824 @ terraform/main.tf:5',
      '? outside-repository: the default of cpu of module.worker',
    ]);
    expect(container === undefined ? [] : variables(container)).toEqual([
      'A: "1" @ terraform/main.tf:8',
      'DATABASE_URL: external arn:db',
    ]);
  });
});
