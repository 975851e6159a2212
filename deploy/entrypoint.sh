#!/bin/sh
# The image's command: `serve` runs the App, everything else belongs to the command line. `exec` leaves Node in its place, which
# therefore gets the signals.
set -eu
if [ "${1:-serve}" = serve ]; then
  exec node /plumbline/dist/app.js
fi
exec node /plumbline/dist/cli.js "$@"
