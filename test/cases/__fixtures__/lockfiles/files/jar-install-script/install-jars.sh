#!/usr/bin/env bash
set -euo pipefail
SDK=1.12.262
BASE="https://maven.example.org/maven2"
curl -fsSLO "$BASE/com/amazonaws/aws-java-sdk-bundle/$SDK/aws-java-sdk-bundle-$SDK.jar"
