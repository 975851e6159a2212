resource "aws_elasticache_parameter_group" "jobs" {
  name   = "my-rails-app-staging"
  family = "redis7"

  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }
}

resource "aws_elasticache_replication_group" "jobs" {
  replication_group_id       = "my-rails-app-staging"
  description                = "Sidekiq"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  parameter_group_name       = aws_elasticache_parameter_group.jobs.name
  transit_encryption_enabled = true
}
