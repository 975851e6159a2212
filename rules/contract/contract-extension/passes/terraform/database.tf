resource "aws_db_instance" "catalogue" {
  identifier           = "catalogue"
  engine               = "postgres"
  engine_version       = "16.4"
  instance_class       = "db.t3.medium"
  parameter_group_name = aws_db_parameter_group.catalogue.name
}

resource "aws_db_parameter_group" "catalogue" {
  name   = "catalogue"
  family = "postgres16"

  parameter {
    name  = "rds.allowed_extensions"
    value = "unaccent,citext,pg_trgm"
  }
}
