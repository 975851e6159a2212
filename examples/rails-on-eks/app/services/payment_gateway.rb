class PaymentGateway
  def charge(order)
    Stripe::Charge.create(amount: order.total_cents, currency: ENV.fetch("STRIPE_CURRENCY", "eur"))
  end
end
