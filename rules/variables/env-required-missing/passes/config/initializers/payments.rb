Payments.key = ENV.fetch("PAYMENTS_API_KEY")
Payments.region = ENV["PAYMENTS_REGION"]
