#!/bin/bash
exec spark-submit --master k8s://x --packages=software.amazon.awssdk:bundle:2.17.178 local:///job.jar
