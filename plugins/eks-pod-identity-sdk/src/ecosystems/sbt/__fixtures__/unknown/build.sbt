libraryDependencies += "software.amazon.awssdk" % "s3" % sys.props("aws.version")
libraryDependencies += "software.amazon.awssdk" % "sqs" % awsVersionFromPlugin % Provided
