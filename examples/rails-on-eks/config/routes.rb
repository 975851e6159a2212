Rails.application.routes.draw do
  get "health/liveness", to: "health#liveness"
  get "health/readiness", to: "health#readiness"

  resources :orders, only: %i[index show create]
  root "orders#index"
end
