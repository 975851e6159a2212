class ChargeJob < ApplicationJob
  queue_as :critical

  def perform(order)
    PaymentGateway.new.charge(order)
  end
end
