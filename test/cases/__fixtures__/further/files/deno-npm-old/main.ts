import AWS from "aws-sdk";
