threads 5, 5
workers 2 # expect: puma-workers-exceed-cpu
