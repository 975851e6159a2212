/** A web process with 16 threads in production over the pool of 5 that it was made with. */
export const SHOP: Readonly<Record<string, string>> = {
  'config/puma.rb': `threads 5, Integer(ENV.fetch("RAILS_MAX_THREADS", 5))
workers 2
`,
  'config/database.yml': `production:
  adapter: postgresql
  pool: <%= ENV.fetch("DB_POOL", 5) %>
`,
  'Gemfile.lock': `GEM
  remote: https://gems.example.com/
  specs:
    pg (1.5.6)
    puma (6.4.2)
    rails (7.1.3)

PLATFORMS
  ruby

DEPENDENCIES
  pg
  puma
  rails
`,
  'k8s/production/web.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  RAILS_ENV: production
  RAILS_MAX_THREADS: "16"
  DB_POOL: "5"
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  selector:
    matchLabels: { app: shop }
  template:
    metadata:
      labels: { app: shop }
    spec:
      containers:
        - name: web
          image: registry.example.com/shop:1
          command: ["bundle", "exec", "puma", "-C", "config/puma.rb"]
          envFrom:
            - configMapRef: { name: shop }
          resources:
            requests: { memory: 2Gi, cpu: "2" }
            limits: { memory: 4Gi, cpu: "2" }
`,
};
