"""Orders. A comment on aws_access_key_id= is no code."""
import os

import boto3

# boto3.client('s3', aws_access_key_id='old')
sqs = boto3.client("sqs")


def legacy_bucket():
    return boto3.client(
        "s3",
        aws_access_key_id=os.environ["LEGACY_KEY"],
        aws_secret_access_key=os.environ["LEGACY_SECRET"],
    )
