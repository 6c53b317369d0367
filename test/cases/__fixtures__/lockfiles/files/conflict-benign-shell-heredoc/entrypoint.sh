#!/bin/sh
cat <<EOT
=======
 hello
=======
EOT
exec node index.js
