Stripe.api_key = ENV["STRIPE_API_KEY"]
Stripe.max_network_retries = ENV.fetch("STRIPE_RETRIES", "2").to_i
