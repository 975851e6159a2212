ActiveRecord::Schema[8.0].define(version: 2026_05_04_101500) do
  enable_extension "pg_catalog.plpgsql"
  enable_extension "citext"
  enable_extension "pg_trgm" # expect: db-extension-unavailable
end
