threads 5, 5
workers 8 # expect: puma-workers-exceed-cpu
