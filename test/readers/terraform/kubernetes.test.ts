import { describe, expect, test } from '@jest/globals';
import { factsOf, factsOfKind, shown } from './project.js';

const MAIN = `resource "kubernetes_config_map" "env" {
  metadata {
    name = "shop-env"
  }
  data = {
    RAILS_MAX_THREADS = 5
  }
}
resource "kubernetes_secret_v1" "keys" {
  metadata {
    name = "shop-keys"
  }
  data = {
    SECRET_KEY_BASE = "s3cret"
  }
}
resource "kubernetes_deployment_v1" "web" {
  metadata {
    name      = "web"
    namespace = "shop"
  }
  spec {
    replicas = 3
    template {
      metadata {
        labels = { app = "web" }
      }
      spec {
        termination_grace_period_seconds = 60
        container {
          name  = "web"
          image = "shop:1"
          args  = ["bundle", "exec", "puma"]
          env_from {
            config_map_ref {
              name = kubernetes_config_map.env.metadata[0].name
            }
          }
          env {
            name = "KEY"
            value_from {
              secret_key_ref {
                name = kubernetes_secret_v1.keys.metadata.0.name
                key  = "SECRET_KEY_BASE"
              }
            }
          }
          dynamic "env" {
            for_each = { A = "1", B = "2" }
            content {
              name  = env.key
              value = env.value
            }
          }
          resources {
            limits = { memory = "512Mi", cpu = "500m" }
          }
          readiness_probe {
            http_get {
              path = "/up"
              port = 3000
            }
          }
        }
      }
    }
  }
}
resource "kubernetes_horizontal_pod_autoscaler_v2" "web" {
  metadata {
    name = "web"
  }
  spec {
    max_replicas = 9
    scale_target_ref {
      kind = "Deployment"
      name = kubernetes_deployment_v1.web.metadata[0].name
    }
  }
}
`;

describe('Kubernetes resources in Terraform', () => {
  test('become a workload with its container', async () => {
    const [web] = await factsOfKind('workload', { 'infra/app.tf': MAIN });
    const [container] = web?.containers ?? [];
    expect(web).toMatchObject({
      platform: 'kubernetes',
      type: 'Deployment',
      name: 'web',
      placement: { namespace: 'shop' },
      podLabels: { app: 'web' },
      replicas: { value: 3 },
      gracePeriodSeconds: { value: 60 },
    });
    expect(container?.args).toMatchObject({ words: ['bundle', 'exec', 'puma'] });
    expect([container?.memory.limit, container?.memory.request, container?.cpu.limit].map(shown)).toEqual([
      '536870912 @ infra/app.tf:56',
      'null @ infra/app.tf:55',
      '500 @ infra/app.tf:56',
    ]);
    expect(container?.envFrom).toMatchObject([{ source: 'config-map', object: { value: 'shop-env' } }]);
    expect(container?.env.map(({ name, from }) => [name, from.source])).toEqual([
      ['KEY', 'secret'],
      ['A', 'value'],
      ['B', 'value'],
    ]);
    expect(container?.env[0]?.from).toMatchObject({
      object: { value: 'shop-keys' },
      key: { value: 'SECRET_KEY_BASE' },
    });
    expect(container?.probes.readiness).toMatchObject({
      action: 'http',
      path: { value: '/up' },
      periodSeconds: { value: 10 },
    });
  });

  test('become configuration, of a Secret only the keys', async () => {
    const facts = await factsOf({ 'infra/app.tf': MAIN });
    const [map, secret] = facts.filter(({ kind }) => kind === 'config-source');
    expect(map).toMatchObject({
      type: 'ConfigMap',
      name: 'shop-env',
      data: { RAILS_MAX_THREADS: { value: '5' } },
      open: false,
    });
    expect(secret).toMatchObject({
      type: 'Secret',
      name: 'shop-keys',
      data: { SECRET_KEY_BASE: { reason: 'hidden-in-secret' } },
    });
    expect(JSON.stringify(facts)).not.toContain('s3cret');
  });

  test('become an autoscaler of the deployment that it refers to', async () => {
    const [autoscaler] = await factsOfKind('autoscaler', { 'infra/app.tf': MAIN });
    expect(autoscaler).toMatchObject({
      target: { type: 'Deployment', name: 'web' },
      min: { value: 1 },
      max: { value: 9 },
    });
  });
});
