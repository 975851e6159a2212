threads 5, 5
workers Integer(ENV.fetch("WEB_CONCURRENCY"))
