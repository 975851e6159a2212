threads 5, 5
workers 3
port 3000
