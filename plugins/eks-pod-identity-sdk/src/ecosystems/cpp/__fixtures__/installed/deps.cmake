CPMAddPackage("gh:aws/aws-sdk-cpp#1.11.200")
