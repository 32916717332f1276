#!/bin/sh
# Installs what is locked, once, and becomes the bot.
[ -d node_modules ] || npm ci --no-audit --no-fund --ignore-scripts || exit
NODE_ENV=production exec node node_modules/node-red/red.js --settings settings.js --userDir .
