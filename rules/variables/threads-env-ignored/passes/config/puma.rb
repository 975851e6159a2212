threads 5, ENV.fetch("RAILS_MAX_THREADS", 5)
