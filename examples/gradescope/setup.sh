#!/usr/bin/env bash
# setup.sh of a Gradescope autograder (Ubuntu): builds the image once. Node 20 or newer comes from NodeSource, as
# Ubuntu's own is older.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends ca-certificates curl git
curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
apt-get install -y --no-install-recommends nodejs python3 default-jdk-headless gcc libc6-dev iproute2 util-linux
git clone --depth 1 --branch v1 https://github.com/OWNER/sockgrade /autograder/sockgrade
(cd /autograder/sockgrade && npm ci --no-audit --no-fund)
# Students' programs run as somebody who owns nothing here.
useradd --create-home grader
