Rails.application.configure do
  config.force_ssl = true
  config.assume_ssl = true
end
