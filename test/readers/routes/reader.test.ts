// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Ruby source
import { beforeAll, describe, expect, test } from '@jest/globals';
import { routesReader } from '../../../src/readers/routes/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';

beforeAll(initRuby);

function facts(files: Readonly<Record<string, string>>) {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const { part } = routesReader.read(new Source(path, text));
    return part === undefined ? [] : [{ path, part }];
  });
  return routesReader.combine(parts);
}

/** Paths, `/path/**` for those below which anything may be served. */
function paths(line: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const routes = facts({ 'config/routes.rb': `Rails.application.routes.draw do\n${line}\nend`, ...more });
  return routes
    .flatMap((fact) => (fact.kind === 'route' ? [fact] : []))
    .map(({ path, dynamic }) => (dynamic ? `${path === '/' ? '' : path}/**` : path));
}

test('a route has the place of its line', () => {
  expect(
    facts({ 'config/routes.rb': 'Rails.application.routes.draw do\n  get "up" => "rails/health#show"\nend' }),
  ).toMatchObject([
    { kind: 'route', path: '/up', dynamic: false, at: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 34 } },
  ]);
});

describe('the paths of', () => {
  test.each([
    ['get "/health", to: "health#show"', ['/health']],
    ['get "a/b"', ['/a/b']],
    ['get :ping, to: proc { [200, {}, []] }', ['/ping']],
    ['get "a", "b", to: "x#y"', ['/a', '/b']],
    ['get "up.json", to: "x#y"', ['/up.json']],
    ['match "status", to: "x#y", via: %i[get post]', ['/status']],
    ['match "status", to: "x#y", via: :post', []],
    ['post "hook", to: "x#y"', []],
    ['root "home#show"', ['/']],
    ['get "users/:id", to: "x#y"', ['/users/**']],
    ['get "list(/:page)", to: "x#y"', ['/list/**']],
    ['get "#{prefix}/up", to: "x#y"', ['/**']],
    ['resources :users, :teams do\n get :avatar\nend', ['/users/**', '/teams/**']],
    ['resource :session, path: "login"', ['/login/**']],
    ['namespace :api do\n get "up", to: "x#y"\nend', ['/api/up']],
    ['scope "/v1", module: "a" do\n resources :b\nend', ['/v1/b/**']],
    ['scope module: "a" do\n get "c"\nend', ['/c']],
    ['mount OkComputer::Engine, at: "/okcomputer"', ['/okcomputer/**']],
    ['mount Sidekiq::Web => "/sidekiq"', ['/sidekiq/**']],
    ['devise_for :users', ['/users/**']],
    ['health_check_routes', ['/health_check/**']],
    ['Healthcheck.routes(self)', ['/**']],
    ['comfy_route :cms', ['/**']],
    ['concern :a do\n get "no"\nend', []],
    ['match "*path", to: "errors#not_found", via: :all', []],
    ['get "*path", to: "pages#show"', ['/**']],
  ])('%s', (line, expected) => expect(paths(line)).toEqual(expected));
});

test('routes under a condition may be missing', () => {
  expect(
    paths('constraints host: "a" do\n root "x"\n get "b"\nend\nget "c" if admin?\nauthenticate(:user) { get "d" }'),
  ).toEqual(['/', '/b/**', '/c/**', '/d/**']);
});

test('a drawn file stands where it is drawn', () => {
  const more = { 'config/routes/admin.rb': 'get "x"\ndraw :admin', 'config/routes/unused.rb': 'get "no"' };
  expect(paths('namespace(:office) { draw(:admin) }', more)[0]).toBe('/office/x');
  expect(paths('draw :missing', more)).toEqual([]);
});

test('broken files have problems', () => {
  expect(routesReader.read(new Source('config/routes.rb', 'get "a" do do')).problems).not.toHaveLength(0);
});
