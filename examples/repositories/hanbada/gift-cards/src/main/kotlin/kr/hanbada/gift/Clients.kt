package kr.hanbada.gift

import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider
import software.amazon.awssdk.services.dynamodb.DynamoDbClient

/** Built by hand in 2021, when the default chain did not know web identities everywhere. */
val dynamo: DynamoDbClient = DynamoDbClient.builder()
    .credentialsProvider(WebIdentityTokenFileCredentialsProvider.create())
    .build()
