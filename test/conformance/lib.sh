#!/bin/sh
# Shared by the conformance scripts: starts the simulator, points the clients at it, and counts what they say.
# Sourced, with `here` and `root` set.

checked=0
failed=0

skip() {
  echo "skipped: $1"
  exit 0
}

work=$(mktemp -d)
simulator=
cleanup() {
  [ -z "$simulator" ] || kill "$simulator" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

# start_simulator: on free ports, with this folder's account; sets SIMULATOR_URL.
start_simulator() {
  : >"$work/simulator.log"
  node "$root/scripts/simulator.mjs" --account "$here/account.yaml" \
    --port 0 --kubernetes-port 0 --time-scale 600 >"$work/simulator.log" 2>&1 &
  simulator=$!
  for _ in $(seq 1 120); do
    SIMULATOR_URL=$(sed -n 's/^export AWS_ENDPOINT_URL=//p' "$work/simulator.log")
    [ -z "$SIMULATOR_URL" ] || break
    kill -0 "$simulator" 2>/dev/null || break
    sleep 1
  done
  if [ -z "${SIMULATOR_URL:-}" ]; then
    echo "FAILED the simulator does not start:"
    cat "$work/simulator.log"
    exit 1
  fi
  export AWS_ENDPOINT_URL="$SIMULATOR_URL"
}
export AWS_ACCESS_KEY_ID=AKIACONFORMANCE00000
export AWS_SECRET_ACCESS_KEY=conformance
export AWS_DEFAULT_REGION=ap-northeast-2
export AWS_REGION=ap-northeast-2
export AWS_PAGER=
export AWS_EC2_METADATA_DISABLED=true
export AWS_CONFIG_FILE="$work/config"
export AWS_SHARED_CREDENTIALS_FILE="$work/credentials"
export KUBECONFIG="$work/kubeconfig"
unset AWS_PROFILE AWS_SESSION_TOKEN 2>/dev/null
: >"$AWS_CONFIG_FILE"
: >"$AWS_SHARED_CREDENTIALS_FILE"

# expect NAME PATTERN COMMAND…: the output (and errors) must match the extended regular expression.
expect() {
  name=$1
  pattern=$2
  shift 2
  checked=$((checked + 1))
  output=$("$@" 2>&1)
  if printf '%s' "$output" | tr '\n' ' ' | grep -Eq -- "$pattern"; then
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    echo "        expected: $pattern"
    printf '%s\n' "$output" | head -20 | sed 's/^/        /'
  fi
}

# succeed NAME COMMAND…: the command must end well.
succeed() {
  name=$1
  shift
  checked=$((checked + 1))
  if output=$("$@" 2>&1); then
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    printf '%s\n' "$output" | head -20 | sed 's/^/        /'
  fi
}

# The last line, and the exit code.
finish() {
  echo "$((checked - failed)) passed, $failed failed"
  [ "$failed" -eq 0 ]
}
