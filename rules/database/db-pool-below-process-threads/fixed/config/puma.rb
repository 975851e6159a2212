threads 8, 8
workers 2
