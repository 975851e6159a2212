class HealthController < ActionController::Base
  def liveness
    head :ok
  end

  def readiness
    ActiveRecord::Base.connection.execute("SELECT 1")
    head :ok
  end
end
