import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ENVIRONMENTS = ['production', 'staging', 'qa'];

/**
 * Writes a monorepo: Rails applications that share a Gemfile, a workload for each in three environments as plain
 * manifests, and Terraform for their databases. The same size gives the same bytes. `methods`: the fewest and the most in a Ruby file; each
 * has 760 bytes.
 */
export function writeMonorepo(root, { workloads, rubyFiles, terraformModules, methods = [4, 15] }) {
  const written = { files: 0, bytes: 0 };
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    written.files++;
    written.bytes += text.length;
  };
  for (const [path, text] of Object.entries(applicationFiles())) write(path, text);
  for (let number = 0; number < rubyFiles; number++) write(...rubyFile(number, methods));
  for (let number = 0; number < workloads; number++) {
    for (const environment of ENVIRONMENTS) writeWorkload(write, environment, number);
  }
  for (let number = 0; number < terraformModules; number++) write(...terraformFile(number));
  return written;
}

function applicationFiles() {
  return {
    Gemfile: "source 'https://gems.example.com'\ngem 'rails', '~> 8.0'\ngem 'puma'\ngem 'pg'\ngem 'sidekiq'\n",
    'Gemfile.lock': GEMFILE_LOCK,
    Dockerfile: DOCKERFILE,
    Procfile: 'web: bundle exec puma -C config/puma.rb\nworker: bundle exec sidekiq -C config/sidekiq.yml\n',
    'config/puma.rb': PUMA,
    'config/database.yml': DATABASE,
    'config/sidekiq.yml':
      ':concurrency: <%= ENV.fetch("SIDEKIQ_CONCURRENCY", 10) %>\n:timeout: 25\n:queues:\n  - default\n  - mailers\n',
    'config/routes.rb':
      "Rails.application.routes.draw do\n  get 'up', to: 'rails/health#show'\n  resources :orders\nend\n",
    'config/environments/production.rb': PRODUCTION,
    'config/infrastructure_contract.yml':
      'schema_version: "1.0"\napplication:\n  name: storefront\n  framework: rails\ndatabase:\n  adapter: postgresql\n  min_pool: 5\n',
    'db/schema.rb': SCHEMA,
  };
}

function rubyFile(number, [fewest, most]) {
  const kind = ['models', 'controllers', 'services', 'jobs', 'helpers'][number % 5];
  const name = `Order${number}`;
  const count = fewest + (number % (most - fewest + 1));
  const methods = Array.from({ length: count }, (_, index) => method(number, index)).join('\n');
  const body = `# frozen_string_literal: true\n\nmodule ${kind[0].toUpperCase()}${kind.slice(1)}\n  class ${name} < Base\n    include Auditable\n\n    LIMIT = ${100 + number}\n    belongs_to :account, inverse_of: :orders, counter_cache: true\n    validates :state, presence: true, inclusion: { in: %w[open paid shipped] }\n    scope :recent, -> { where('created_at > ?', 3.days.ago).order(created_at: :desc) }\n\n${methods}\n  end\nend\n`;
  return [`app/${kind}/area${number % 40}/order${number}.rb`, body];
}

function method(number, index) {
  const environment =
    number % 10 === 0 && index === 1
      ? `ENV.fetch('ORDER_${number % 50}_URL') { 'http://localhost' }`
      : `"order-#{id}-${index}"`;
  return `    # Settles part ${index} of an order and tells the ledger about it.
    def settle_part_${index}(payment, options = {})
      return if payment.nil? || payment.amount.zero?

      key = ${environment}
      entries = payment.lines.select { |line| line.amount.positive? }.map do |line|
        { account: line.account_id, cents: (line.amount * 100).to_i, at: options.fetch(:at) { Time.current } }
      end
      transaction do
        entries.each_slice(LIMIT) { |slice| Ledger::Entry.insert_all!(slice, returning: false) }
        update!(state: entries.empty? ? 'open' : 'paid', reference: key)
      end
    rescue ActiveRecord::RecordInvalid => error
      Rails.logger.warn("order #{id} was not settled: #{error.message}")
      raise
    end
`;
}

function writeWorkload(write, environment, number) {
  const name = `app-${number}`;
  const directory = `deploy/${environment}/${name}`;
  write(`${directory}/deployment.yaml`, deployment(environment, name, number));
  write(`${directory}/configmap.yaml`, configMap(environment, name, number));
  write(
    `${directory}/service.yaml`,
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: ${environment}\nspec:\n  selector:\n    app: ${name}\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n`,
  );
  write(
    `${directory}/hpa.yaml`,
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: ${name}\n  namespace: ${environment}\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${name}\n  minReplicas: 2\n  maxReplicas: ${3 + (number % 8)}\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        target:\n          type: Utilization\n          averageUtilization: 70\n`,
  );
}

function configMap(environment, name, number) {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${environment}
data:
  RAILS_ENV: production
  RAILS_MAX_THREADS: "${number % 50 === 7 ? 3 : 5 + (number % 2)}"
  WEB_CONCURRENCY: "${1 + (number % 3)}"
  RAILS_LOG_LEVEL: info
  REDIS_URL: redis://redis.${environment}.svc:6379/${number % 16}
  DATABASE_HOST: postgres.${environment}.svc
`;
}

function deployment(environment, name, number) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${environment}
  labels:
    app: ${name}
spec:
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      terminationGracePeriodSeconds: 60
      containers:
        - name: web
          image: registry.example.com/storefront:1.${number}.0
          command: ["bundle", "exec", "puma", "-C", "config/puma.rb"]
          ports:
            - name: http
              containerPort: 3000
          envFrom:
            - configMapRef:
                name: ${name}
          env:
            - name: PORT
              value: "3000"
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef:
                  name: ${name}-database
                  key: url
          resources:
            requests:
              cpu: "4"
              memory: 4Gi
            limits:
              memory: 4Gi
          livenessProbe:
            httpGet:
              path: /up
              port: http
              httpHeaders:
                - name: X-Forwarded-Proto
                  value: https
            initialDelaySeconds: 20
            periodSeconds: 10
          readinessProbe:
            httpGet:
              path: /up
              port: http
              httpHeaders:
                - name: X-Forwarded-Proto
                  value: https
            periodSeconds: 5
          lifecycle:
            preStop:
              exec:
                command: ["sh", "-c", "sleep 10"]
`;
}

function terraformFile(number) {
  return [
    `infra/database${number}/main.tf`,
    `variable "environment" {
  type    = string
  default = "production"
}

locals {
  name = "orders-${number}-\${var.environment}"
}

resource "aws_db_parameter_group" "this" {
  name   = local.name
  family = "postgres16"

  parameter {
    name  = "max_connections"
    value = "${200 + number}"
  }
}

resource "aws_db_instance" "this" {
  identifier           = local.name
  engine               = "postgres"
  engine_version       = "16.4"
  instance_class       = "db.t4g.medium"
  allocated_storage    = 100
  parameter_group_name = aws_db_parameter_group.this.name
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id       = local.name
  description                = "jobs"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
}
`,
  ];
}

const PUMA = `threads_count = ENV.fetch("RAILS_MAX_THREADS", 5).to_i
threads threads_count, threads_count
workers ENV.fetch("WEB_CONCURRENCY", 2).to_i
port ENV.fetch("PORT", 3000)
preload_app!
plugin :tmp_restart
`;

const DATABASE = `default: &default
  adapter: postgresql
  encoding: unicode
  pool: <%= ENV.fetch("RAILS_MAX_THREADS", 5) %>

development:
  <<: *default
  database: storefront_development

production:
  <<: *default
  url: <%= ENV["DATABASE_URL"] %>
`;

const PRODUCTION = `require "active_support/core_ext/integer/time"

Rails.application.configure do
  config.eager_load = true
  config.force_ssl = true
  config.cache_store = :redis_cache_store, { url: ENV.fetch("REDIS_URL") }
  config.active_job.queue_adapter = :sidekiq
  config.hosts << "storefront.example.com"
end
`;

const DOCKERFILE = `FROM ruby:3.3-slim AS base
WORKDIR /app
ENV RAILS_ENV=production
COPY . .
RUN bundle install
EXPOSE 3000
CMD ["bundle", "exec", "puma", "-C", "config/puma.rb"]
`;

const GEMFILE_LOCK = `GEM
  remote: https://gems.example.com/
  specs:
    pg (1.5.9)
    puma (6.4.3)
      nio4r (~> 2.0)
    nio4r (2.7.3)
    rails (8.0.1)
    sidekiq (7.3.2)

PLATFORMS
  ruby

DEPENDENCIES
  pg
  puma
  rails (~> 8.0)
  sidekiq

BUNDLED WITH
   2.5.22
`;

const SCHEMA = `ActiveRecord::Schema[8.0].define(version: 2026_01_01_000000) do
  enable_extension "pg_catalog.plpgsql"
  enable_extension "pg_trgm"
${Array.from(
  { length: 300 },
  (_, number) => `
  create_table "table_${number}", force: :cascade do |t|
    t.string "name", null: false
    t.bigint "account_id"
    t.datetime "created_at", null: false
    t.index ["account_id"], name: "index_table_${number}_on_account_id"
  end
`,
).join('')}end
`;
