threads 5, 5
workers ENV.fetch("WEB_CONCURRENCY") { Concurrent.physical_processor_count }
