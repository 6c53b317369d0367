object Versions {
    const val aws = "2.17.12"
}

object Libs {
    const val awsS3 = "software.amazon.awssdk:s3:${Versions.aws}"
    const val awsSqs = "software.amazon.awssdk:sqs:${Versions.aws}"
}
