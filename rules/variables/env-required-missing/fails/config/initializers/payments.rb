Payments.key = ENV.fetch("PAYMENTS_API_KEY") # expect: env-required-missing
