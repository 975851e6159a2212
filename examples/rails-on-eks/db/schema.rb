ActiveRecord::Schema[7.1].define(version: 2026_03_01_120000) do
  enable_extension "pgcrypto"
  enable_extension "plpgsql"
  enable_extension "uuid-ossp"

  create_table "orders", id: :uuid, default: -> { "gen_random_uuid()" }, force: :cascade do |t|
    t.integer "total_cents", null: false
    t.timestamps
  end
end
