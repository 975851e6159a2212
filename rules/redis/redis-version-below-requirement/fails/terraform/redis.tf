resource "aws_elasticache_replication_group" "jobs" {
  replication_group_id = "jobs"
  description          = "Queues of the library"
  engine               = "redis"
  engine_version       = "7.0" # expect: redis-version-below-requirement
  parameter_group_name = aws_elasticache_parameter_group.jobs.name
}

resource "aws_elasticache_parameter_group" "jobs" {
  name   = "jobs"
  family = "redis7"

  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }
}
