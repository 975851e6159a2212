import { describe, expect, test } from '@jest/globals';
import { kubernetesReader } from '../../../src/readers/kubernetes/reader.js';
import { maskTemplate } from '../../../src/readers/kubernetes/template-text.js';
import { Source } from '../../../src/syntax/source.js';
import { factOf, shown } from './read.js';

describe('placeholders', () => {
  test.each([
    '<%= replicas %>',
    '{{ replicas }}',
    '${REPLICAS}',
    '$REPLICAS',
    '__REPLICAS__',
    '"<%=\n  replicas\n  %>"',
  ])('a value that %s stands for is unknown, at its place, and the rest is read', (placeholder) => {
    const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web-${placeholder.replace(/^"|"$/g, '')} }\nspec:\n  paused: false\n  replicas: ${placeholder}\n  template: { spec: { terminationGracePeriodSeconds: 40 } }\n`;
    const fact = factOf('workload', text.replace(/web-[^}]*%>/s, 'web-<%= replicas %>'), 'config/deploy/web.yaml.erb');
    const { replicas, gracePeriodSeconds } = fact;
    expect(replicas).toMatchObject({ known: false, reason: 'template-not-rendered' });
    expect(replicas.trail[0]?.location).toMatchObject({ startLine: 6 });
    expect(gracePeriodSeconds).toMatchObject({ known: true, value: 40 });
  });

  test('names keep their placeholders, so that equal text still means the same object', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: "db-<%= id %>", namespace: <%= ns %>, labels: {} }\nspec: {}\n';
    const pod = factOf('workload', text);
    expect([pod.name, pod.placement, shown(pod.at)]).toEqual(['db-<%= id %>', {}, '3:20']);
  });

  test('what looks like a placeholder but is not stays known', () => {
    const value = (written: string) => {
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: ${written}\n`;
      return factOf('config-source', text).data['a']?.known;
    };
    const plain = ['$(HOST):8125', 'cost$', 'pa$$w0rd', '$http_host', '__init__', '"{ }"', '50%'];
    expect(plain.map(value)).toEqual(plain.map(() => true));
    const replaced = ['a-$HOST', 'a__TOKEN__b', '${{PARAMETER}}', '"{{ x }}"', 'a<%= x %>'];
    expect(replaced.map(value)).toEqual(replaced.map(() => false));
  });
});

describe('masking', () => {
  test.each([
    ['a: <%= x %> # <%# y %>', 'a: xxxxxxxx #         ', false],
    ['<%- name = "x" -%>\na: 1', '                  \na: 1', false],
    ['{{- /* about */}}{{ $x := 1 }}a: {{ $x }}', '                              a: xxxxxxxx', false],
    ['{% set x = 1 %}a: {{ x }}', '               a: xxxxxxx', false],
    ['<% if production? %>a: 1<% end %>', 'xxxxxxxxxxxxxxxxxxxxa: 1xxxxxxxxx', true],
    ['<% 3.times do |i| %>a: 1', 'xxxxxxxxxxxxxxxxxxxxa: 1', true],
    ['{{- range .Values.env }}a: 1', 'xxxxxxxxxxxxxxxxxxxxxxxxa: 1', true],
    ['{% for x in y %}a: 1', 'xxxxxxxxxxxxxxxxa: 1', true],
    ['a: <%= x', 'a: <%= x', false],
    ['a: }} %>', 'a: }} %>', false],
  ])('%j', (text, masked, structural) => {
    const result = maskTemplate(text);
    expect([result.masked, result.structural.length > 0]).toEqual([masked, structural]);
    expect(result.masked).toHaveLength(text.length);
  });

  test.each(['<%', '{{', '{%', '<%{{'])('text full of %s takes no longer than its length', (open) => {
    expect(maskTemplate(open.repeat(200_000)).placeholders).toEqual([]);
  });
});

describe('files that are not read', () => {
  const manifest = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';
  test.each([
    ['config/deploy/web.yaml.erb', `${manifest}<% if production? %>\nspec: {}\n<% end %>\n`],
    ['chart/templates/web.yaml', `${manifest}spec: {{ .Values.spec }}\n`],
    ['k8s/web.yaml.tmpl', `${manifest}{{ template_that_prints_lines }}\nspec: {}\n`],
  ])('%s', (path, text) => {
    expect(kubernetesReader.read(new Source(path, text))).toEqual({ notRead: 'template not rendered' });
  });

  test('but tags within a text decide no more than that text', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: alerts }
data:
  template: |
    {{ range .Alerts }}
    {{ .Labels.pod }}
    {{ end }}
  WEB_CONCURRENCY: "2"
`;
    expect(shown(factOf('config-source', text).data)).toEqual({
      template: expect.stringContaining('template-not-rendered'),
      WEB_CONCURRENCY: '"2" <- ConfigMap alerts, key WEB_CONCURRENCY (9:21)*',
    });
    const unquoted = text.replace('template: |', 'template:').replace(/^ {2}W.*\n/m, '');
    expect(kubernetesReader.read(new Source('k8s/alerts.yaml', unquoted))).toEqual({
      notRead: 'template not rendered',
    });
  });

  test.each([
    ['manifest.yml', '---\napplications:\n- name: shop\n', 'Cloud Foundry manifests are not read'],
    ['config/applications.yml', 'applications:\n- name: shop\n', undefined],
    ['manifest.yml', 'name: shop\n', undefined],
  ])('a Cloud Foundry manifest: %s', (path, text, expected) => {
    expect(kubernetesReader.read(new Source(path, text)).notRead).toBe(expected);
  });

  test('a ClowdApp, beside objects that are read', () => {
    const text =
      'apiVersion: cloud.redhat.com/v1alpha1\nkind: ClowdApp\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: b }\n';
    const { part, notRead } = kubernetesReader.read(new Source('deploy/clowdapp.yaml', text));
    expect([part?.kind === 'objects' && part.facts.length, notRead]).toEqual([
      1,
      'the Clowder operator turns a ClowdApp into workloads',
    ]);
  });
});
