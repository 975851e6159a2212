resource "aws_db_parameter_group" "app" {
  name   = "my-rails-app-production"
  family = "postgres16"

  parameter {
    name         = "rds.allowed_extensions"
    value        = "pgcrypto,uuid-ossp"
    apply_method = "immediate"
  }
}

resource "aws_db_instance" "app" {
  identifier           = "my-rails-app-production"
  engine               = "postgres"
  engine_version       = "16.4"
  instance_class       = var.database_class
  allocated_storage    = 50
  parameter_group_name = aws_db_parameter_group.app.name
}
