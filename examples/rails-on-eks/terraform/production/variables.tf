variable "database_class" {
  type    = string
  default = "db.t4g.medium"
}
